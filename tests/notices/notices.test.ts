import { expect, it } from 'vitest'
import english from '#app/i18n/locales/en/notices.json' with { type: 'json' }
import chinese from '#app/i18n/locales/zh-CN/notices.json' with { type: 'json' }
import { systemActor } from '#app/kernel/actor.ts'
import { outsideQuietHours, toldAtOnce } from '#app/notices/notice.ts'
import { notifyAuthor, notifyEach } from '#app/notices/notices.server.ts'
import { isOnlyHere } from '#app/notices/outbox.ts'
import { noticesOf, placeOfNotice, readAllNotices, readNotice, unreadCount } from '#app/notices/own-notices.server.ts'
import { sentenceOf } from '#app/notices/sentence.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { jobs, mails } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine } from '../support/database.ts'

const account = (id: string, email: string | null = `${id}@bank.example`) =>
  ({ id, signInName: id, displayName: '李雷', email, language: 'zh-CN', createdAt: clock.now }) as const
const actor = (id: string) => ({ ...systemActor(clock.today), id, grants: [] })
const params = { pay: '2026-10-15', name: '韩梅梅', course: '反洗钱' }
const tell = (db: Db, to: string, kind: string, onceKey: string, now = clock.now) =>
  transact(db, (tx) => notifyEach(tx, [{ accountId: to, kind, params, link: '/somewhere', onceKey }], now))

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
      await transact(db, (tx) =>
        notifyEach(
          tx,
          [{ accountId: to, kind: 'certificate-expiring', params: told, link: '/somewhere', onceKey: 'a' }],
          clock.now,
        ),
      )
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
    // Fifty of another's are a page, and none of this one's.
    await transact(db, (tx) => tx.insert(accounts).values([account('acc_han')]))
    for (let each = 0; each < 50; each++) await tell(db, 'acc_han', 'course-assigned', `${each}`)
    const whole = await noticesOf(db, actor('acc_han'))
    expect([whole.rows.length, whole.more]).toEqual([50, false])
    await readAllNotices(db, actor('acc_li'), clock.now)
    expect((await noticesOf(db, actor('acc_li'), { unreadOnly: true })).rows).toEqual([])
  })
})

eachEngine('what several are told', (open) => {
  const told = async (db: Db, id: string) => (await noticesOf(db, actor(id))).rows
  const telling = (accountId: string, onceKey: string) =>
    ({ accountId, onceKey, kind: 'course-assigned', params: { course: 'x' }, link: '/c' }) as const

  it('is told to each of them once, and read by each for themselves', async () => {
    const db = await open()
    await transact(db, (tx) => tx.insert(accounts).values([account('acc_li'), account('acc_han')]))
    const each = [telling('acc_li', 'a'), telling('acc_han', 'a'), telling('acc_li', 'a'), telling('acc_li', 'b')]
    await transact(db, (tx) => notifyEach(tx, each, clock.now))
    expect([(await told(db, 'acc_li')).length, (await told(db, 'acc_han')).length]).toEqual([2, 1])
    const [first] = await told(db, 'acc_li')
    for (const at of [clock.minutes(1), clock.minutes(2)]) await readNotice(db, actor('acc_li'), first?.id ?? '', at)
    expect(await unreadCount(db, actor('acc_li'))).toBe(1)
    await readAllNotices(db, actor('acc_li'), clock.minutes(3))
    expect((await told(db, 'acc_li')).map(({ readAt }) => readAt)).toEqual([clock.minutes(1), clock.minutes(3)])
    expect(await unreadCount(db, actor('acc_han'))).toBe(1)
  })

  it('of a version is told to whoever handed it in, or drafted it where nobody did, while their account is open', async () => {
    const db = await open()
    await transact(db, (tx) =>
      tx.insert(accounts).values([account('acc_li'), account('acc_han'), { ...account('acc_gone'), closedAt: 0 }]),
    )
    const version = { revision: 1, draftedBy: 'acc_li' }
    const news = { kind: 'course-approved', params: { course: 'x' }, link: '/c' }
    await transact(db, async (tx) => {
      await notifyAuthor(tx, { ...version, id: 'a', submittedBy: 'acc_han' }, news, clock.now)
      await notifyAuthor(tx, { ...version, id: 'b', submittedBy: null }, news, clock.now)
      await notifyAuthor(tx, { ...version, id: 'c', submittedBy: 'acc_gone' }, news, clock.now)
      for (const revision of [1, 2])
        await notifyAuthor(tx, { ...version, id: 'b', revision, submittedBy: null }, news, clock.now)
    })
    expect([(await told(db, 'acc_han')).length, (await told(db, 'acc_li')).length]).toEqual([1, 2])
    expect(await told(db, 'acc_gone')).toEqual([])
  })
})

it('what is told at once is a sentence in both languages', () => {
  const kinds = [...toldAtOnce]
  for (const said of [english.said, chinese.said]) expect(kinds.filter((kind) => !(kind in said))).toEqual([])
})

it('quiet hours are from eight in the evening to eight in the morning by the bank’s clock', () => {
  const at = (hour: number) => Date.UTC(2026, 8, 30, hour - 8)
  expect(outsideQuietHours(at(7), 'Asia/Shanghai')).toBe(at(8))
  expect(outsideQuietHours(at(10), 'Asia/Shanghai')).toBe(at(10))
  expect(outsideQuietHours(at(21), 'Asia/Shanghai')).toBe(at(32))
  expect(outsideQuietHours(at(20) - 1, 'Asia/Shanghai')).toBe(at(20) - 1)
  expect(outsideQuietHours(at(20), 'Asia/Shanghai')).toBe(at(32))
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
  expect(isOnlyHere({ origin: 'http://localhost.bank.example', clientAddress: '127.0.0.1' })).toBe(false)
  expect(isOnlyHere({ origin: 'https://people.bank.example', clientAddress: '127.0.0.1' })).toBe(false)
})
