import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { record } from '#app/audit/records.server.ts'
import { wholeTrail } from '#app/audit/trail.server.ts'
import { trailColumns } from '#app/audit/trail-columns.ts'
import { translator } from '#app/i18n/words.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import { exportResponse } from '#app/kernel/list-export.server.ts'
import type { Locale } from '#app/kernel/words.ts'
import { eachWithNames } from '#app/shell/subject-names.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { employees } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { actorOf, openBank } from '../performance/bank.ts'
import { clock, freshDb, timeZone } from '../support/database.ts'

const auditorOf = (path: string): Actor => ({ ...actorOf(null), grants: [{ role: 'auditor', path }] })

/** The rows of the file, by their headings, and its text. */
const exported = async (db: Db, reader: Actor, locale: Locale) => {
  const t = translator(locale, 'audit', timeZone)
  const rows = eachWithNames(db, reader, wholeTrail(db, reader, {}, timeZone))
  const list = { name: 'trail', columns: trailColumns(t, locale), rows }
  const text = await (await exportResponse(list, 'csv')).text()
  return { text, rows: Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data }
}

const bank = async () => {
  const db = await freshDb()
  await openBank(db, { count: 1 })
  await transact(db, async (tx) => {
    const away = { name: '=HYPERLINK("http://x")', pinyin: 'x', initials: 'x' }
    await tx.insert(employees).values({ id: 'emp_away', number: 'X-001', ...away, createdAt: clock.now })
    const about = (id: string) => ({ kind: 'employee', id, unitPath: '/HO/B1/' })
    await tx.insert(accounts).values({ id: 'acc_zhou', signInName: 'zhou', displayName: '周敏', createdAt: clock.now })
    const lent = { ...actorOf('emp_manager'), onBehalfOf: 'acc_zhou' }
    await record(tx, lent, 'unit.renamed', { kind: 'unit', id: 'unt_b1', unitPath: '/HO/B1/' }, {}, clock.now)
    for (const id of ['emp_1', 'emp_away'])
      await record(tx, systemActor(clock.today), 'employee.changed', about(id), {}, clock.now)
  })
  return db
}
const ofPeople = (rows: Record<string, string>[], kind: string) => rows.filter((row) => row[kind] === 'employee')

it('the file of the trail says in the reader’s language what the screen says, beside the codes', async () => {
  const db = await bank()
  const chinese = await exported(db, auditorOf('/'), 'zh-CN')
  expect(ofPeople(chinese.rows, '对象类型代码')[0]).toMatchObject({
    操作人: '系统',
    账号: 'system',
    操作: '员工 · 修改',
    操作代码: 'employee.changed',
    对象类型: '员工',
    对象: 'emp_1 S-001',
    对象编号: 'emp_1',
  })
  const english = await exported(db, auditorOf('/'), 'en')
  expect(ofPeople(english.rows, 'Kind’s code')[0]).toMatchObject({
    Who: 'The system',
    'Kind of subject': 'Employee',
    Subject: 'emp_1 S-001',
  })
  expect(english.rows.find((row) => row['For account'] === 'acc_zhou')).toMatchObject({
    Who: 'emp_manager',
    For: '周敏',
    Subject: 'B1',
    Unit: 'B1',
    'Unit’s path': '/HO/B1/',
  })
})

it('the file of the trail names nobody of whom the reader may not hear', async () => {
  const { rows, text } = await exported(await bank(), auditorOf('/HO/B1/'), 'en')
  expect(ofPeople(rows, 'Kind’s code').map((row) => [row.Subject, row['Subject’s id']])).toEqual([
    ['emp_1 S-001', 'emp_1'],
    ['', 'emp_away'],
  ])
  expect(text).not.toContain('HYPERLINK')
})

it('a name in the file of the trail never runs as a formula', async () => {
  const { rows } = await exported(await bank(), auditorOf('/'), 'en')
  expect(ofPeople(rows, 'Kind’s code').at(-1)?.Subject).toBe(`'=HYPERLINK("http://x") X-001`)
})
