import { DrizzleQueryError } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { isTransient, passingTrouble, waitBeforeRetry, waitForStorage } from '#app/kernel/job-retry.ts'

it('a fault that passes is told by what caused it, not by what the failed query held', () => {
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
  const query = (cause: Error) => new DrizzleQueryError('insert into suggestions values (?)', ['fetch failed'], cause)
  expect(passingTrouble(query(busy))).toBe('database is locked')
  expect(isTransient(query(new Error('UNIQUE constraint failed')))).toBe(false)
})

it('a fault passes by what it says or by its code alone', () => {
  expect(isTransient(new Error('fetch failed'))).toBe(true)
  expect(passingTrouble(Object.assign(new Error(''), { code: 'ECONNRESET' }))).toBe('ECONNRESET')
  expect(isTransient(Object.assign(new Error('no such column'), { code: 'SQLITE_ERROR' }))).toBe(false)
})

it('what fails is tried again after 2, 4, 8 seconds and so on, at most an hour', () => {
  expect([0, 1, 2, 3, 11, 12, 40].map(waitBeforeRetry)).toEqual([2, 2, 4, 8, 2_048, 3_600, 3_600])
})

it('a job whose database was away waits as long as it has waited, from two seconds to a minute', () => {
  expect([0, 1_900, 2_600, 30_000, 59_400, 61_000, 900_000].map(waitForStorage)).toEqual([2, 2, 3, 30, 59, 60, 60])
})
