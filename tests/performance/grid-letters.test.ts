import { expect, it } from 'vitest'
import { isTaken, lettersOf } from '#app/performance/appraisals/grid-letters.ts'

it.each([
  ['e', 'KeyE', ['e']],
  ['E', 'KeyE', ['E']],
  ['4', 'Digit4', ['4']],
  ['Enter', 'Enter', []],
  // A Chinese input method has taken it; in small or in capital letters, nobody says.
  ['Process', 'KeyE', ['e', 'E']],
  ['Process', 'Digit4', []],
  ['Process', '', []],
])('the key %s at %s may type %j', (key, code, letters) => {
  expect(lettersOf({ key, code })).toEqual(letters)
})

it.each([
  [{ key: 'Process', keyCode: 229, isComposing: false }, true],
  // On some systems the first letter keeps its name.
  [{ key: 'e', keyCode: 229, isComposing: false }, true],
  [{ key: 'e', keyCode: 69, isComposing: true }, true],
  [{ key: 'e', keyCode: 69, isComposing: false }, false],
])('%j is taken by an input method: %s', (event, is) => {
  expect(isTaken(event)).toBe(is)
})
