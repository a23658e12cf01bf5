/** What stands in the letter of a day, for whom, and what waits for the next. */
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Json } from '#app/kernel/canonical.ts'
import { digestJob } from '#app/notices/digest.job.ts'
import { notifyEach } from '#app/notices/notices.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { mails } from '#db/schema/kernel.ts'
import { notices } from '#db/schema/notices.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'

const hour = 3_600_000
const morning = clock.now + 22 * hour
const account = (id: string, email: string | null = `${id}@bank.example`) =>
  ({ id, signInName: id, displayName: id, email, language: 'en', createdAt: 0 }) as const
const opened = async (...people: ReturnType<typeof account>[]) => {
  const db = await freshDb()
  await transact(db, (tx) => tx.insert(accounts).values(people))
  return db
}
const tell = (db: Db, accountId: string, course: string, at = clock.now, kind = 'course-assigned') =>
  transact(db, (tx) =>
    notifyEach(tx, [{ accountId, kind, params: { course }, link: '/c', onceKey: `${at} ${course}` }], at),
  )
/** Runs the digest to its end, step by step. */
const digest = async (db: Db, now: number) => {
  const at = { id: 'job_1', input: null, requestedBy: 'system', prepared: undefined, now }
  const surroundings = { varDir: '', origin: '', smtpUrl: null, secret: '' }
  let cursor: Json = null
  for (let steps = 0; steps < 9; steps++) {
    const step = await transact(db, (tx) => digestJob.step(tx, { ...at, surroundings, cursor }))
    if (step.finished) break
    cursor = step.cursor
  }
}
const letters = async (db: Db) => (await db.select().from(mails)).filter(({ id }) => id.startsWith('digest'))

it('a letter holds its reader’s own, none that was mailed at once, and none is written without an address', async () => {
  const db = await opened(account('acc_li'), account('acc_han'), account('acc_no', null))
  await tell(db, 'acc_li', 'Mine')
  await tell(db, 'acc_han', 'Theirs')
  await tell(db, 'acc_han', 'At once', clock.now, 'certificate-expiring')
  await tell(db, 'acc_no', 'Unsent')
  await tell(db, 'acc_li', 'Read', clock.minutes(1))
  await transact(db, (tx) =>
    tx
      .update(notices)
      .set({ readAt: clock.minutes(2) })
      .where(eq(notices.at, clock.minutes(1))),
  )
  await digest(db, morning)
  const [li, han, ...others] = (await letters(db)).sort((a, b) => (a.to < b.to ? 1 : -1))
  expect(others).toEqual([])
  expect([li?.to, han?.to]).toEqual(['acc_li@bank.example', 'acc_han@bank.example'])
  expect(li?.body).toContain('Mine')
  expect(li?.body).not.toMatch(/Theirs|Read/)
  expect(han?.subject).toBe('One new notice for you')
})

it('a letter says a dozen, and how many more there are', async () => {
  const db = await opened(account('acc_li'), account('acc_han'))
  for (let n = 1; n <= 14; n++) await tell(db, 'acc_li', `Course ${n}.`)
  for (let n = 1; n <= 12; n++) await tell(db, 'acc_han', `Course ${n}.`)
  await digest(db, morning)
  const bodyTo = async (to: string) => (await letters(db)).find((each) => each.to.startsWith(to))?.body ?? ''
  const said = (body: string) => body.split('\n').filter((line) => line.startsWith('·')).length
  expect([said(await bodyTo('acc_li')), said(await bodyTo('acc_han'))]).toEqual([12, 12])
  expect(await bodyTo('acc_li')).toMatch(/\b2\b.* more/)
  expect(await bodyTo('acc_han')).not.toContain('more')
})

it('everybody has a letter, however many they are', async () => {
  const people = Array.from({ length: 45 }, (_, n) => account(`acc_${n + 10}`))
  const db = await opened(...people)
  await transact(db, (tx) =>
    notifyEach(
      tx,
      people.map(({ id }) => ({
        accountId: id,
        kind: 'course-assigned',
        params: { course: 'x' },
        link: '/c',
        onceKey: 'x',
      })),
      clock.now,
    ),
  )
  await digest(db, morning)
  expect(new Set((await letters(db)).map(({ to }) => to)).size).toBe(45)
})

it('the first letter goes back a day, and each next to where the one before it ended', async () => {
  const db = await opened(account('acc_li'))
  await tell(db, 'acc_li', 'Long ago', morning - 26 * hour)
  await tell(db, 'acc_li', 'Yesterday', morning - 23 * hour)
  await digest(db, morning)
  expect((await letters(db)).map(({ body }) => /Long ago/.test(body))).toEqual([false])
  // Two days without a run leave nothing out.
  await tell(db, 'acc_li', 'Since then', morning + 2 * hour)
  await digest(db, morning + 12 * hour)
  expect(await letters(db)).toHaveLength(1)
  await digest(db, morning + 50 * hour)
  const last = (await letters(db)).at(-1)?.body
  expect(last).toContain('Since then')
  expect(last).not.toContain('Yesterday')
})
