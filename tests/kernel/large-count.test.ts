import { expect, it } from 'vitest'
import { rememberingLarge } from '#app/kernel/large-count.server.ts'
import { clock, freshDb } from '../support/database.ts'

it('a large count is good for ten seconds by what was asked, on its own database; a small one is made anew', async () => {
  const [db, other] = [await freshDb(), await freshDb()]
  let made = 0
  const remembered = rememberingLarge<number>((people) => people > 10)
  const count = (people: number, of: unknown, after = 0, on = db) =>
    remembered(on, of, clock.now + after, async () => {
      made++
      return people
    })
  expect(await count(11, ['/'])).toBe(11)
  expect(await count(12, ['/'], 9_999)).toBe(11)
  expect(await count(13, ['/'], 10_000)).toBe(13)
  // A clock that was set back says nothing of how old a count is.
  expect(await count(14, ['/'], 9_999)).toBe(14)
  expect(await count(15, ['/HO/'], 9_999)).toBe(15)
  expect(await count(16, ['/'], 9_999, other)).toBe(16)
  expect([await count(10, ['few']), await count(9, ['few'])]).toEqual([10, 9])
  expect(made).toBe(7)
})
