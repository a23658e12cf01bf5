import { expect, it } from 'vitest'
import { chainJob } from '#app/audit/chain.job.ts'
import { differenceOf, fieldText } from '#app/audit/difference.ts'
import { record } from '#app/audit/records.server.ts'
import { sealingJob } from '#app/audit/sealing.job.ts'
import { sealSightings } from '#app/audit/seals.server.ts'
import { recordSighting, sightingsOfMe } from '#app/audit/sightings.server.ts'
import { findRecord, lastVerified, trailOf, wholeTrail } from '#app/audit/trail.server.ts'
import { filterOf } from '#app/audit/trail-filter.ts'
import { translator } from '#app/i18n/words.server.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import { work } from '#app/kernel/job-worker.server.ts'
import type { Db } from '#db/client.server.ts'
import { sightings } from '#db/schema/audit.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine, timeZone } from '../support/database.ts'

const person = (id: string, name: string, more: Partial<Actor> = {}): Actor => ({
  ...systemActor(clock.today),
  id,
  name,
  grants: [],
  ...more,
})
const chief = person('acc_chief', '总审计', { grants: [{ role: 'auditor', path: '/' }] })
const local = person('acc_local', '分行审计', { grants: [{ role: 'auditor', path: '/1/2/' }] })
const li = person('acc_li', '李雷', { employeeId: 'emp_li' })

const act = (db: Db, actor: Actor, code: string, unitPath: string, now = clock.now) =>
  transact(db, (tx) =>
    record(
      tx,
      actor,
      code,
      { kind: code.split('.')[0] ?? '', id: `${code} ${unitPath}`, unitPath },
      { after: { x: 1 } },
      now,
    ),
  )

eachEngine('the trail', (open) => {
  it('shows what happened within the part of the bank that one audits, and nothing else exists', async () => {
    const db = await open()
    await act(db, li, 'plan.changed', '/')
    const inside = await act(db, li, 'unit.renamed', '/1/2/')
    await act(db, li, 'unit.renamed', '/1/2/7/')
    const beside = await act(db, li, 'unit.renamed', '/1/20/')
    const seen = async (actor: Actor) => (await trailOf(db, actor, {}, timeZone)).rows.map((row) => row.unitPath)
    expect(await seen(chief)).toEqual(['/1/20/', '/1/2/7/', '/1/2/', '/'])
    expect(await seen(local)).toEqual(['/1/2/7/', '/1/2/'])
    expect(await seen(li)).toEqual([])
    expect(await findRecord(db, local, inside)).toMatchObject({ before: null, after: { x: 1 } })
    expect(await findRecord(db, local, beside)).toBeNull()
    const written: string[] = []
    for await (const rows of wholeTrail(db, local, {}, timeZone)) written.push(...rows.map((row) => row.unitPath))
    expect(written).toEqual(['/1/2/', '/1/2/7/'])
  })

  it('is filtered by act, person, subject and day of the bank, and paged by its numbers', async () => {
    const db = await open()
    await act(db, li, 'run.approved', '/', clock.now)
    await act(db, chief, 'run.released', '/', clock.days(1))
    await act(db, li, 'runner_x.y', '/', clock.days(1))
    const count = async (filter: Parameters<typeof trailOf>[2]) =>
      (await trailOf(db, chief, filter, timeZone)).rows.length
    expect(await count({ act: 'run.' })).toBe(2)
    expect(await count({ act: 'runner_' })).toBe(1)
    expect(await count({ act: 'run%' })).toBe(0)
    expect(await count({ who: '李' })).toBe(2)
    expect(await count({ who: 'acc_chief' })).toBe(1)
    expect(await count({ subject: 'run' })).toBe(2)
    expect(await count({ day: '2026-09-30' })).toBe(1)
    for (let each = 0; each < 50; each++) await act(db, li, 'a.b', '/')
    const first = await trailOf(db, chief, {}, timeZone)
    const second = await trailOf(db, chief, {}, timeZone, first.rows.at(-1)?.seq)
    expect([first.rows.length, first.more, second.rows.length, second.more]).toEqual([50, true, 3, false])
  })

  it('tells people who was shown their pay, but not when they looked themselves', async () => {
    const db = await open()
    await recordSighting(db, li, 'pay', ['emp_li'], '/statements/1', clock.now)
    await recordSighting(db, chief, 'pay', ['emp_li', 'emp_han', 'emp_li'], '/runs/run_1', clock.now)
    await recordSighting(db, local, 'rating', new Set(['emp_han']), '/appraisals/apr_1', clock.now)
    expect(await db.$count(sightings)).toBe(2)
    expect((await sightingsOfMe(db, li)).rows).toMatchObject([
      { accountName: '总审计', what: 'pay', place: '/runs/run_1', at: clock.now },
    ])
    expect((await sightingsOfMe(db, { ...li, onBehalfOf: 'acc_other' })).rows).toEqual([])
  })

  it('tells it at once and once they are sealed, the newest first, page by page', async () => {
    const db = await open()
    const look = async (times: number) => {
      for (let each = 0; each < times; each++)
        await recordSighting(db, chief, 'pay', ['emp_li', 'emp_li_2'], '/runs/run_1', clock.now)
      await recordSighting(db, chief, 'pay', ['emp_li_2'], '/runs/run_1', clock.now)
    }
    await look(60)
    while ((await transact(db, (tx) => sealSightings(tx, systemActor(clock.today), clock.now))) > 0);
    await look(60)
    const first = await sightingsOfMe(db, li)
    const second = await sightingsOfMe(db, li, first.rows.at(-1)?.id)
    expect([first.rows.length, first.more, second.rows.length, second.more]).toEqual([100, true, 20, false])
    const ids = [...first.rows, ...second.rows].map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
    expect(ids).not.toContain(61)
  })

  it('is sealed and verified by itself', async () => {
    const db = await open()
    await recordSighting(db, chief, 'pay', ['emp_li'], '/runs/run_1', clock.now)
    await act(db, li, 'plan.changed', '/')
    const stopping = new AbortController()
    const surroundings = { varDir: '/nowhere', origin: 'http://x', smtpUrl: null, secret: 's' }
    const working = work(db, {
      jobs: [sealingJob, chainJob],
      surroundings,
      now: () => clock.now,
      signal: stopping.signal,
      idleMs: 10,
    })
    for (let waited = 0; waited < 10_000 && !(await lastVerified(db)); waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20))
    stopping.abort()
    await working
    expect(await lastVerified(db)).toMatchObject({ broken: null, at: clock.now })
    expect((await lastVerified(db))?.upTo).toBeGreaterThan(0)
  })
})

it('a change is told field by field, and only where it changed something', () => {
  expect(
    differenceOf(
      { name: 'a', lines: [{ weightBp: 10 }, { weightBp: 20 }] },
      { name: 'a', lines: [{ weightBp: 30 }], x: true },
    ),
  ).toEqual([
    { path: 'lines.1.weightBp', before: '10', after: '30' },
    { path: 'lines.2.weightBp', before: '20', after: null },
    { path: 'x', before: null, after: 'true' },
  ])
  expect(differenceOf(1, 2)).toEqual([{ path: '·', before: '1', after: '2' }])
  const zh = translator('zh-CN', 'audit', timeZone)
  expect(fieldText(zh, 'lines.1.weightBp')).toBe('指标行 · 1 · 权重（万分比）')
  // What has no word is shown as it is kept.
  expect(fieldText(zh, 'lines.1.spanDays')).toBe('指标行 · 1 · span days')
})

it('nonsense in the address of the trail is passed over', () => {
  expect(filterOf(new URLSearchParams('day=2026-02-30&before=x&look=-1&who=%20&act=run'))).toEqual({
    filter: { act: 'run', who: undefined, subject: undefined, day: undefined },
    before: undefined,
    look: undefined,
  })
})
