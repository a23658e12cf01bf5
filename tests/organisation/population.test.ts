/** Whom a run reads: everybody who was in a part of the bank on a day of its period. */
import { describe, expect, it } from 'vitest'
import { populationAfter, populationCount } from '#app/organisation/employees/population.server.ts'
import { moveUnit } from '#app/organisation/units/unit-changes.server.ts'
import type { Db } from '#db/client.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, openBank, person } from './bank.ts'

const quarter = { from: '2026-07-01', to: '2026-09-30' }
const within = async (db: Db, unitPath: string, period = quarter) => {
  const found = await populationAfter(db, { unitPath, ...period, after: '', count: 50 })
  expect(await populationCount(db, { unitPath, ...period })).toBe(found.length)
  return found.map(({ number }) => number)
}
/** Somebody all the time, on the edges of the quarter and beyond them, and somebody of the other branch. */
const bank = async () => {
  const db = await freshDb()
  await openBank(db)
  await person(db, { number: 'E1' })
  await person(db, { number: 'E2', toOn: '2026-06-30' })
  await person(db, { number: 'E3', toOn: '2026-07-01' })
  await person(db, { number: 'E4', fromOn: '2026-09-30' })
  await person(db, { number: 'E5', fromOn: '2026-10-01' })
  await person(db, { number: 'E6', unitId: 'unt_b2' })
  return db
}

describe('the population of a period', () => {
  it('has whoever has an assignment on one of its days, the first and the last counted', async () => {
    const db = await bank()
    expect(await within(db, '/')).toEqual(['E1', 'E3', 'E4', 'E6'])
  })

  it('has of a part of the bank its own people and those below it', async () => {
    const db = await bank()
    await person(db, { number: 'E7', unitId: 'unt_b1' })
    await person(db, { number: 'E8', unitId: 'unt_ho' })
    expect(await within(db, '/HO/B1/')).toEqual(['E1', 'E3', 'E4', 'E7'])
    expect(await within(db, '/HO/B2/')).toEqual(['E6'])
    expect(await within(db, '/HO/B1/O1/')).toEqual(['E1', 'E3', 'E4'])
  })

  it('goes with a unit that moves, from the day on which it does', async () => {
    const db = await bank()
    must(await moveUnit(db, hr, 'unt_o1', { parentId: 'unt_b2', fromOn: '2026-09-30', revision: 1 }, clock.now))
    const [before, last, after] = [
      { from: '2026-07-02', to: '2026-09-29' },
      { from: '2026-09-29', to: '2026-09-30' },
      { from: '2026-09-30', to: '2026-12-31' },
    ]
    expect([await within(db, '/HO/B1/', before), await within(db, '/HO/B2/', before)]).toEqual([['E1'], ['E6']])
    expect([await within(db, '/HO/B1/', last), await within(db, '/HO/B2/', last)]).toEqual([
      ['E1', 'E4'],
      ['E1', 'E4', 'E6'],
    ])
    expect([await within(db, '/HO/B1/', after), await within(db, '/HO/B2/', after)]).toEqual([
      [],
      ['E1', 'E4', 'E5', 'E6'],
    ])
  })

  it('is read in stretches, each after the last number of the one before', async () => {
    const db = await bank()
    const stretch = async (after: string) =>
      (await populationAfter(db, { unitPath: '/', ...quarter, after, count: 2 })).map(({ number }) => number)
    expect([await stretch(''), await stretch('E3'), await stretch('E6')]).toEqual([['E1', 'E3'], ['E4', 'E6'], []])
  })
})
