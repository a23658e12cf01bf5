import { beforeEach, expect, it } from 'vitest'
import { definitionOf, editKpiForm } from '#app/performance/kpis/kpi-input.form.ts'
import * as kpiEdit from '#app/performance/screens/kpi-edit.tsx'
import type { Db } from '#db/client.server.ts'
import { kpis } from '#db/schema/performance.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { type Screen, sendForm } from '../support/form-post.tsx'
import { textOf } from '../support/page.tsx'
import { openBank } from './bank.ts'

let db: Db
beforeEach(async () => {
  db = await freshDb()
  await openBank(db)
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  const definition = {
    code: 'smile',
    name: { en: 'Smile' },
    description: { en: 'How friendly' },
    unit: { en: 'points' },
    dimension: 'service-attitude',
    direction: 'higher',
    source: 'measured',
    curve: { kind: 'piecewise', knots: [] },
  } as const
  await transact(db, (tx) =>
    tx.insert(kpis).values({
      ...{ id: 'kpi_smile', code: 'smile', name: definition.name, definition },
      ...{ changedBy: 'acc_hr', changedAt: clock.now },
    }),
  )
})

it('a point of a curve that cannot be read is named, marked and kept', async () => {
  const { status, html } = await sendForm(
    kpiEdit as unknown as Screen,
    {
      ...{ db, now: clock.now, cookie: await cookieOf(db, 'hr', clock.now) },
      ...{ path: '/kpis/smile/edit', params: { code: 'smile' } },
    },
    {
      words: ['performance'],
      act: 'save',
      typed: {
        ...{ 'name.zh-CN': '微笑', 'name.en': 'Smile', 'description.zh-CN': '服务', 'description.en': 'How friendly' },
        ...{ 'unit.zh-CN': '分', 'unit.en': 'points', dimension: 'service-attitude', source: 'measured' },
        ...{ direction: 'higher', regulatoryClass: '', target: '', 'curve.kind': 'piecewise' },
        ...{ 'curve.knots.0.at': '70', 'curve.knots.0.points': '0' },
        ...{ 'curve.knots.1.at': '85', 'curve.knots.1.points': 'abc' },
      },
    },
  )
  expect(status).toBe(422)
  const [cell] = /<input[^>]*name="curve\.knots\.1\.points"[^>]*>/.exec(html) ?? []
  expect(cell).toContain('aria-invalid="true"')
  expect(cell).toContain('value="abc"')
  const [, id] = / href="#(field-[\w-]+-curve-knots-1-points)"/.exec(html) ?? []
  expect(cell).toContain(`id="${id}"`)
  expect(textOf(html)).toContain('Enter a number')
})

it('says where the values of a KPI come from, in one language or none', () => {
  const words = { 'zh-CN': '微笑', en: '' }
  const form = (dataSource: { 'zh-CN': string; en: string }) => {
    const read = editKpiForm.safeParse({
      ...{ name: words, description: words, unit: words, dimension: 'service-attitude', direction: 'higher' },
      ...{ source: 'measured', target: '', revision: '1', curve: { kind: 'deduct', per: '5', floor: '0' }, dataSource },
    })
    if (!read.success) throw read.error
    return definitionOf('smile', read.data)
  }
  expect(form({ 'zh-CN': ' 客户系统 ', en: '' }).dataSource).toEqual({ 'zh-CN': '客户系统' })
  expect(form({ 'zh-CN': '', en: '' })).not.toHaveProperty('dataSource')
})

it('a scale with anchors is marked by people, never measured', () => {
  const words = { 'zh-CN': '微笑', en: 'Smile' }
  const level = (no: string) => ({ level: no, points: '60', anchor: words })
  const read = (source: string) =>
    editKpiForm.safeParse({
      ...{ name: words, description: words, unit: words, dimension: 'service-attitude', revision: '1', source },
      ...{ direction: 'higher', regulatoryClass: '', target: '', dataSource: { 'zh-CN': '', en: '' } },
      curve: { kind: 'anchored', levels: [level('1'), level('2')] },
    })
  expect(read('judged').success).toBe(true)
  expect(read('measured').error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['source', 'anchored-is-judged'],
  ])
})
