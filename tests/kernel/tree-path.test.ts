import { expect, it } from 'vitest'
import { afterPath, isWithin } from '#app/kernel/tree-path.ts'

it.each([
  ['itself', '/HO/B1/', true],
  ['what is below it', '/HO/B1/S1/', true],
  ['not what is above', '/HO/', false],
  ['not a neighbour whose name begins alike', '/HO/B10/', false],
  ['not a place of the same name elsewhere', '/GROUP/HO/B1/', false],
])('a place in the tree holds %s: %s, and its range the same', (_, path, holds) => {
  const above = '/HO/B1/'
  expect(isWithin(path, above)).toBe(holds)
  expect(above <= path && path < afterPath(above)).toBe(holds)
})

it('the whole tree holds every place', () => {
  expect(isWithin('/HO/B1/', '/')).toBe(true)
  expect('/HO/B1/' < afterPath('/')).toBe(true)
})
