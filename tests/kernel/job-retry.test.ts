import { DrizzleQueryError } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { isTransient, passingTrouble } from '#app/kernel/job-retry.ts'

it('a fault that passes is told by what caused it, not by what the failed query held', () => {
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
  const query = (cause: Error) => new DrizzleQueryError('insert into suggestions values (?)', ['fetch failed'], cause)
  expect(passingTrouble(query(busy))).toBe('database is locked')
  expect(isTransient(query(new Error('UNIQUE constraint failed')))).toBe(false)
})
