import { beforeAll, expect, it } from 'vitest'
import * as people from '#app/organisation/screens/people.tsx'
import { cookieOf, dataOf } from '../access/visit.ts'
import { clock } from '../support/database.ts'
import { demoBank } from '../support/demo-bank.ts'

type Listed = { rows: { name: string; email: string | null; fteBp: number | null }[]; total: number }
let listed: (search: string) => Promise<Listed>

beforeAll(async () => {
  const db = await demoBank()
  const cookie = await cookieOf(db, 'hr', clock.now)
  listed = async (search) =>
    (await dataOf(people, { db, now: clock.now, cookie, path: `/people${search}`, params: {} })) as Listed
}, 60_000)

it('sends of each person what the list shows, and what was chosen to be shown besides', async () => {
  const usual = await listed('')
  expect(usual.rows).toHaveLength(50)
  expect(usual.total).toBeGreaterThan(300)
  expect(usual.rows.every((row) => row.email === null && row.fteBp === null)).toBe(true)
  expect(Object.keys(usual.rows[0] ?? {})).not.toContain('unitPath')
  const chosen = await listed('?cols=email&cols=fte')
  expect(chosen.rows.map((row) => row.name)).toEqual(usual.rows.map((row) => row.name))
  expect(chosen.rows.every((row) => row.email?.endsWith('.example') && row.fteBp)).toBe(true)
})
