import { expect, it } from 'vitest'
import { dotted } from '#app/kernel/dotted.ts'

it('a dot between two parts stays with the one before it when the line breaks', () => {
  expect(dotted(['Fuxing Road', 'Teller'])).toBe('Fuxing Road\u00a0· Teller')
  expect(dotted(['Teller'])).toBe('Teller')
})
