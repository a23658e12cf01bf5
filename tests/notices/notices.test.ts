import { expect, it } from 'vitest'
import { systemActor } from '#app/kernel/actor.ts'
import { outsideQuietHours } from '#app/notices/notice.ts'
import {
  noticesOf,
  notify,
  placeOfNotice,
  readAllNotices,
  readNotice,
  sentenceOf,
  unreadCount,
} from '#app/notices/notices.server.ts'
import { isOnlyHere } from '#app/notices/outbox.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { jobs, mails } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine } from '../support/database.ts'

const account = (id: string, email: string | null = `${id}@bank.example`) =>
  ({ id, signInName: id, displayName: '李雷', email, language: 'zh-CN', createdAt: clock.now }) as const
const actor = (id: string) => ({ ...systemActor(clock.today), id, grants: [] })
const tell = (db: Db, to: string, kind: string, onceKey: string, now = clock.now) =>
  transact(db, (tx) =>
    notify(tx, to, kind, { pay: '2026-10-15', name: '韩梅梅', course: '反洗钱' }, '/somewhere', onceKey, now),
  )

eachEngine('a notice', (open) => {
  it('is told once, to its own reader only, and is read when it is opened', async () => {
    const db = await open()
    await transact(db, (tx) => tx.insert(accounts).values([account('acc_li'), account('acc_han')]))
    await tell(db, 'acc_li', 'course-assigned', 'course 1')
    await tell(db, 'acc_li', 'course-assigned', 'course 1')
    const { rows } = await noticesOf(db, actor('acc_li'))
    expect(rows).toHaveLength(1)
    const [notice] = rows
    if (!notice) throw new Error('told nothing')
    expect(sentenceOf(notice, 'zh-CN', 'UTC')).toBe('您有一门新课程：反洗钱。')
    expect(sentenceOf(notice, 'en', 'UTC')).toBe('A course was assigned to you: 反洗钱.')
    expect(sentenceOf({ ...notice, kind: 'of-another-version' }, 'en', 'UTC')).toBe('There is something new for you.')
    expect(await unreadCount(db, actor('acc_han'))).toBe(0)
    expect(await readNotice(db, actor('acc_han'), notice.id, clock.now)).toMatchObject({ ok: false })
    expect(await readNotice(db, actor('acc_li'), notice.id, clock.now)).toMatchObject({ value: { link: '/somewhere' } })
    expect(await unreadCount(db, actor('acc_li'))).toBe(0)
  })

  it('goes by mail at once where it cannot wait, and never in the quiet hours', async () => {
    const db = await open()
    await transact(db, (tx) => tx.insert(accounts).values([account('acc_li'), account('acc_no', null)]))
    const night = clock.now + 12 * 3_600_000
    await tell(db, 'acc_li', 'statement-released', 'a')
    await tell(db, 'acc_li', 'statement-released', 'b', night)
    await tell(db, 'acc_li', 'course-assigned', 'c')
    await tell(db, 'acc_no', 'statement-released', 'd')
    const letters = await db.select().from(mails).orderBy(mails.queuedAt)
    expect(letters.map(({ to, subject, sendAfter }) => ({ to, subject, sendAfter }))).toEqual([
      { to: 'acc_li@bank.example', subject: '您的激励单已发布，发放日为2026年10月15日。', sendAfter: clock.now },
      {
        to: 'acc_li@bank.example',
        subject: '您的激励单已发布，发放日为2026年10月15日。',
        sendAfter: Date.UTC(2026, 9, 1, 0),
      },
    ])
    expect(letters[0]?.body).toContain('\n/somewhere\n')
    expect(await db.$count(jobs)).toBe(2)
  })

  it('calls a thing as its reader does, on the page and by mail, or as the bank does where that is all there is', async () => {
    const db = await open()
    const english = { ...account('acc_liz'), language: 'en' } as const
    await transact(db, (tx) => tx.insert(accounts).values([account('acc_li'), english]))
    const certificate = { 'zh-CN': '反洗钱证书', en: 'AML certificate' }
    const told = { certificate, due: '2026-10-15' }
    for (const to of ['acc_li', 'acc_liz'])
      await transact(db, (tx) => notify(tx, to, 'certificate-expiring', told, '/somewhere', 'a', clock.now))
    const letters = await db.select().from(mails).orderBy(mails.to)
    expect(letters.map(({ subject }) => subject)).toEqual([
      '您的证书“反洗钱证书”将于2026年10月15日到期。',
      'Your certification AML certificate expires on 15 October 2026.',
    ])
    const [notice] = (await noticesOf(db, actor('acc_liz'))).rows
    if (!notice) throw new Error('told nothing')
    expect(sentenceOf(notice, 'zh-CN', 'UTC')).toBe(letters[0]?.subject)
    const params = { ...told, certificate: { 'zh-CN': '反洗钱证书' } }
    expect(sentenceOf({ ...notice, params }, 'en', 'UTC')).toContain('反洗钱证书')
  })

  it('is read with all the others, and older ones follow page by page', async () => {
    const db = await open()
    await transact(db, (tx) => tx.insert(accounts).values([account('acc_li')]))
    for (let each = 0; each < 55; each++) await tell(db, 'acc_li', 'course-assigned', `${each}`, clock.now + each)
    const first = await noticesOf(db, actor('acc_li'))
    const last = first.rows.at(-1)
    const second = await noticesOf(db, actor('acc_li'), { before: last ? placeOfNotice(last) : null })
    expect([first.rows.length, first.more, second.rows.length, second.more]).toEqual([50, true, 5, false])
    await readAllNotices(db, actor('acc_li'), clock.now)
    expect((await noticesOf(db, actor('acc_li'), { unreadOnly: true })).rows).toEqual([])
  })
})

it('quiet hours end at eight in the morning by the bank’s clock', () => {
  const at = (hour: number) => Date.UTC(2026, 8, 30, hour - 8)
  expect(outsideQuietHours(at(7), 'Asia/Shanghai')).toBe(at(8))
  expect(outsideQuietHours(at(10), 'Asia/Shanghai')).toBe(at(10))
  expect(outsideQuietHours(at(21), 'Asia/Shanghai')).toBe(at(32))
  // The days on which clocks are changed are an hour longer, or shorter, before the morning.
  const inNewYork = (now: string) => new Date(outsideQuietHours(Date.parse(now), 'America/New_York')).toISOString()
  expect(inNewYork('2026-11-01T12:30:00Z')).toBe('2026-11-01T13:00:00.000Z')
  expect(inNewYork('2026-03-08T11:00:00Z')).toBe('2026-03-08T12:00:00.000Z')
  expect(inNewYork('2026-03-08T12:30:00Z')).toBe('2026-03-08T12:30:00.000Z')
})

it('the outbox opens only where nobody else can reach the house', () => {
  expect(isOnlyHere({ origin: 'http://127.0.0.1:3000', clientAddress: '127.0.0.1' })).toBe(true)
  expect(isOnlyHere({ origin: 'http://localhost:3000', clientAddress: '::ffff:127.0.0.1' })).toBe(true)
  expect(isOnlyHere({ origin: 'http://127.0.0.1:3000', clientAddress: '10.0.0.7' })).toBe(false)
  expect(isOnlyHere({ origin: 'https://people.bank.example', clientAddress: '127.0.0.1' })).toBe(false)
})
