import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Curve } from '#app/performance/curve.ts'
import { lineOfKpi } from '#app/performance/kpi.ts'
import { changeKpi, findKpi } from '#app/performance/kpis/kpis.server.ts'
import type { Template } from '#app/performance/template.ts'
import {
  approveVersion,
  draftNext,
  draftVersion,
  saveDraft,
} from '#app/performance/templates/template-versions.server.ts'
import {
  findVersion,
  templatesListed,
  templatesToApprove,
  templatesWith,
  versionInForce,
  versionsOf,
} from '#app/performance/templates/templates.server.ts'
import type { Db } from '#db/client.server.ts'
import { auditContents } from '#db/schema/audit.ts'
import { kpis, templateVersions } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { eachEngine, now } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { hr, manager, openBank, otherHr } from './bank.ts'
import { template as teller } from './cards.ts'

const curveTo = (points: string): Curve => ({
  kind: 'piecewise',
  knots: [
    { at: '0', points: '0' },
    { at: '40', points },
  ],
})
const kpiOf = async (db: Db, code: string) => {
  const kpi = await findKpi(db, code)
  if (!kpi) throw new Error(`no KPI ${code}`)
  return kpi
}
const redraw = async (db: Db, code: string, points: string) => {
  const { definition, revision } = await kpiOf(db, code)
  const next = { ...definition, curve: curveTo(points), target: '9' }
  must(await changeKpi(db, hr, { revision, definition: next }, now))
}
const definitionAt = async (db: Db, at: { code: string; version: number }) => {
  const found = await findVersion(db, hr, at.code, at.version)
  if (!found) throw new Error('no such version')
  return found
}

/** A template that was imported: `sales` with the library's curve, `new_customers` with one of its own. */
const withImported = async (db: Db) => {
  await openBank(db)
  const sales = lineOfKpi((await kpiOf(db, 'sales')).definition, 6000)
  const customers = lineOfKpi((await kpiOf(db, 'new_customers')).definition, 4000)
  const own = { ...customers, curve: curveTo('77'), unit: { en: 'households' }, name: { en: 'Old name' } }
  const definition: Template = { ...teller, code: 'imported', posts: [], lines: [sales, own], dimensions: [] }
  const version = must(await draftVersion(db, hr, definition, now))
  const isDraft = eq(templateVersions.state, 'draft')
  await transact(db, (tx) => tx.update(templateVersions).set({ state: 'active', activatedAt: now }).where(isDraft))
  return version
}

eachEngine('the next version of a template', (open) => {
  it('takes the library’s newest curve where it followed the library, and keeps one of its own', async () => {
    const db = await open()
    const from = await withImported(db)
    await redraw(db, 'sales', '110')
    await redraw(db, 'sales', '120')
    await redraw(db, 'new_customers', '130')
    const next = await definitionAt(db, must(await draftNext(db, hr, from, now)))
    const [sales, customers] = next.definition.lines
    expect(sales?.curve).toEqual(curveTo('120'))
    expect(customers).toMatchObject({ curve: curveTo('77'), unit: { en: 'households' }, weightBp: 4000 })
    expect(customers?.name).toEqual((await kpiOf(db, 'new_customers')).name)
  })

  it('knows the library’s curves also when a retention rule has erased the records of their changes', async () => {
    const db = await open()
    const from = await withImported(db)
    await redraw(db, 'sales', '110')
    await transact(db, async (tx) => {
      await tx.update(auditContents).set({ content: null, erasedAt: now, erasedRule: 'test' })
    })
    const next = await definitionAt(db, must(await draftNext(db, hr, from, now)))
    expect(next.definition.lines[0]?.curve).toEqual(curveTo('110'))
  })

  it('stands beside the version in force, which goes on scoring by its KPIs until then', async () => {
    const db = await open()
    const from = await withImported(db)
    const next = await definitionAt(db, must(await draftNext(db, hr, from, now)))
    const versions = await versionsOf(db, hr, from.code)
    expect(await versionInForce(db, hr, next, versions)).toMatchObject({ version: from.version, state: 'active' })
    // What holds takes nobody's place.
    expect(await versionInForce(db, hr, await definitionAt(db, from), versions)).toBeNull()
    const used = await templatesWith(db, 'new_customers')
    const inForce = { code: 'imported', version: from.version, weightBp: 4000, curve: curveTo('77') }
    expect(used).toContainEqual(expect.objectContaining(inForce))
    expect(await templatesWith(db, 'no-such-kpi')).toEqual([])
  })

  it('is seen in the list beside the version in force, by those who draft alone', async () => {
    const db = await open()
    const from = await withImported(db)
    const listed = async (who: typeof hr) => (await templatesListed(db, who)).find(({ code }) => code === from.code)
    expect(await listed(hr)).toMatchObject({ version: from.version, state: 'active', next: null })
    const { version } = must(await draftNext(db, hr, from, now))
    expect(await listed(hr)).toMatchObject({ version: from.version, next: { version, state: 'draft' } })
    expect(await listed(manager)).toMatchObject({ version: from.version, next: null })
  })

  it('is the draft that stands: a second press leads there and changes nothing in it', async () => {
    const db = await open()
    const from = await withImported(db)
    const first = must(await draftNext(db, hr, from, now))
    const { id, definition } = await definitionAt(db, first)
    must(await saveDraft(db, hr, { id, revision: 1 }, { ...definition, name: { en: 'Edited' } }, now))
    expect(must(await draftNext(db, otherHr, from, now))).toEqual(first)
    expect((await definitionAt(db, first)).definition.name).toEqual({ en: 'Edited' })
    const drafts = await db
      .select()
      .from(templateVersions)
      .where(and(eq(templateVersions.state, 'draft'), eq(templateVersions.draftedBy, hr.id)))
    expect(drafts).toHaveLength(1)
    expect(await draftNext(db, manager, from, now)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    expect(await draftNext(db, hr, { ...from, version: 9 }, now)).toMatchObject({ error: { code: 'no-such-template' } })
  })
})

eachEngine('a KPI’s data source', (open) => {
  it('is changed with a record of before and after, and no goal sheet or template with it', async () => {
    const db = await open()
    await openBank(db)
    const { definition, revision, id } = await kpiOf(db, 'sales')
    const dataSource = { 'zh-CN': '信贷系统', en: 'Credit system' }
    const templatesBefore = await db.select().from(templateVersions)
    must(await changeKpi(db, hr, { revision, definition: { ...definition, dataSource } }, now))
    const [row] = await db.select().from(kpis).where(eq(kpis.id, id))
    expect(row?.definition.dataSource).toEqual(dataSource)
    const contents = (await db.select().from(auditContents)).map((each) => JSON.stringify(each.content))
    expect(contents.at(-1)).toContain('信贷系统')
    expect(contents.at(-1)).toContain(definition.dataSource?.en ?? 'none')
    expect(await db.select().from(templateVersions)).toEqual(templatesBefore)
  })
})

eachEngine('a template that is submitted', (open) => {
  it('waits for whoever may approve it, until they have', async () => {
    const db = await open()
    await openBank(db)
    const away = { ...hr, id: 'acc_away' }
    const deputy = { ...hr, onBehalfOf: away.id }
    const { code, version } = must(await draftVersion(db, deputy, { ...teller, posts: [] }, now))
    const { id } = await definitionAt(db, { code, version })
    const waiting = async (who: typeof hr) => (await templatesToApprove(db, who)).map((each) => each.version)
    expect(await waiting(otherHr)).toEqual([])
    await transact(db, (tx) =>
      tx.update(templateVersions).set({ state: 'submitted' }).where(eq(templateVersions.id, id)),
    )
    expect([await waiting(otherHr), await waiting(hr), await waiting(manager)]).toEqual([[version], [], []])
    // It was drafted in the name of a colleague who was away, and is theirs too.
    expect(await waiting(away)).toEqual([])
    const approve = (who: typeof hr) => approveVersion(db, who, { id, revision: 1 }, now)
    expect(await approve(away)).toMatchObject({ error: { code: 'maker-is-checker' } })
    must(await approve(otherHr))
  })
})
