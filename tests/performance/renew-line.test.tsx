import { beforeEach, expect, it } from 'vitest'
import { lineOfKpi } from '#app/performance/kpi.ts'
import { changeKpi, findKpi } from '#app/performance/kpis/kpis.server.ts'
import * as edit from '#app/performance/screens/template-edit.tsx'
import type { Template } from '#app/performance/template.ts'
import { draftVersion } from '#app/performance/templates/template-versions.server.ts'
import { findVersion } from '#app/performance/templates/templates.server.ts'
import type { Db } from '#db/client.server.ts'
import { roleGrants } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb, now } from '../support/database.ts'
import { type Screen, sendForm } from '../support/form-post.tsx'
import { must } from '../support/outcome.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { hr, openBank } from './bank.ts'
import { template as teller } from './cards.ts'

const screen = edit as unknown as Screen
const params = { code: 'counter', version: '1' }
const drawn = {
  kind: 'piecewise' as const,
  knots: [
    { at: '0', points: '0' },
    { at: '40', points: '120' },
  ],
}

let db: Db
const visit = async () => ({
  ...{ db, now, cookie: await cookieOf(db, 'hr', clock.now), path: '/templates/counter/1/edit', params },
})
const kpiOf = async (code: string) => {
  const kpi = await findKpi(db, code)
  if (!kpi) throw new Error(`no KPI ${code}`)
  return kpi
}
const lineNow = async () => (await findVersion(db, hr, 'counter', 1))?.definition.lines[0]

beforeEach(async () => {
  db = await freshDb()
  await openBank(db)
  await account(db, 'acc_hr', 'hr')
  await transact(db, async (tx) => {
    const grant = { id: 'rgr_hr', accountId: 'acc_hr', role: 'hr-officer' as const, unitId: 'unt_ho' }
    await tx.insert(roleGrants).values({ ...grant, fromOn: '2020-01-01', grantedBy: 'system', grantedAt: now })
  })
  const { definition } = await kpiOf('sales')
  const lines = [{ ...lineOfKpi(definition, 10_000), target: '7' }]
  const draft: Template = { ...teller, code: 'counter', posts: [], lines, dimensions: [] }
  must(await draftVersion(db, hr, draft, now))
})

const redraw = async () => {
  const { definition, revision } = await kpiOf('sales')
  const next = { ...definition, curve: drawn, unit: { en: 'boxes' } }
  must(await changeKpi(db, hr, { revision, definition: next }, now))
}

it('a line that is as the library has it is offered nothing', async () => {
  const text = textOf(
    await pageOf(screen.default, { words: ['performance'], loaded: await dataOf(screen, await visit()) }),
  )
  expect(text).not.toContain('as the library has it today')
})

it('a line takes the curve of the library of today where that is asked for, and what changes is said before', async () => {
  await redraw()
  const text = textOf(
    await pageOf(screen.default, { words: ['performance'], loaded: await dataOf(screen, await visit()) }),
  )
  expect(text).toMatch(/Take “[^”]+” as the library has it today/)
  expect(text).toMatch(/Unit: .+ → boxes/)
  expect(text).toContain('Curve of the library today')

  const typed = {
    ...{ 'name.en': 'Counter', 'lines.0.weight': '90', 'lines.0.target': '8', 'perspectives.manager': '1' },
    ...{ missing: 'zero', 'adjustments.least': '-1', 'adjustments.most': '1', 'range.least': '0', 'range.most': '110' },
  }
  const form = { words: ['performance'], act: 'save' }
  expect((await sendForm(screen, await visit(), { ...form, typed })).status).toBe(302)
  expect(await lineNow()).not.toMatchObject({ curve: drawn })
  const renewing = { ...typed, 'lines.0.renew': 'yes' }
  expect((await sendForm(screen, await visit(), { ...form, typed: renewing })).status).toBe(302)
  expect(await lineNow()).toMatchObject({ curve: drawn, unit: { en: 'boxes' }, weightBp: 9000, target: '8' })
})
