import { expect, it } from 'vitest'
import { work } from '#app/kernel/job-worker.server.ts'
import type { AnyJob } from '#app/kernel/jobs.server.ts'
import { findMail, queueMail } from '#app/kernel/mail.server.ts'
import { digestJob } from '#app/notices/digest.job.ts'
import { mailJob } from '#app/notices/mail.job.ts'
import { notifyEach } from '#app/notices/notices.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { jobs, mails } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb } from '../support/database.ts'
import { postOffice } from '../support/post-office.ts'

const letter = {
  to: 'li@bank.example',
  language: 'zh-CN',
  subject: '重置\n密码',
  body: '请打开：\n/reset/abc',
} as const

const working = async (
  db: Db,
  list: readonly AnyJob[],
  smtpUrl: string | null,
  now: () => number,
  until: () => Promise<boolean>,
) => {
  const stopping = new AbortController()
  const surroundings = { varDir: '/nowhere', origin: 'https://people.bank.example', smtpUrl, secret: 's' }
  const done = work(db, { jobs: list, surroundings, now, signal: stopping.signal, idleMs: 10 })
  for (let waited = 0; !(await until()); waited += 20) {
    if (waited > 15_000) throw new Error('nothing came')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  stopping.abort()
  await done
}

it('a letter is sent under an id that stays, with our address before its links', async () => {
  const db = await freshDb()
  const office = await postOffice()
  const id = await transact(db, (tx) => queueMail(tx, letter, clock.now))
  await working(
    db,
    [mailJob],
    office.url,
    () => clock.now,
    async () => (await findMail(db, id))?.sentAt === clock.now,
  )
  expect(office.letters).toHaveLength(1)
  expect(office.letters[0]).toContain(`Message-ID: <${id}@people.bank.example>`)
  const content = office.letters[0] ?? ''
  const body = /base64\r\n\r\n([\s\S]+)\r\n\.\r\n$/.exec(content)?.[1]
  expect(body ? Buffer.from(body, 'base64').toString() : content).toContain('https://people.bank.example/reset/abc')
})

it('a mail server that was away is asked again, and one that refuses for good is not', async () => {
  const db = await freshDb()
  const office = await postOffice(['451 not now', '250 kept', '550 no such person'])
  const id = await transact(db, (tx) => queueMail(tx, letter, clock.now))
  let now = clock.now
  await working(
    db,
    [mailJob],
    office.url,
    () => now,
    async () => (await findMail(db, id))?.attempts === 1,
  )
  expect((await findMail(db, id))?.lastError).toContain('451')
  now += 10_000
  await working(
    db,
    [mailJob],
    office.url,
    () => now,
    async () => (await findMail(db, id))?.sentAt === now,
  )
  const refused = await transact(db, (tx) => queueMail(tx, letter, now))
  const isFailed = async () => (await db.$count(jobs)) === 2 && (await findMail(db, refused))?.lastError !== null
  await working(db, [mailJob], office.url, () => now, isFailed)
  expect((await findMail(db, refused))?.lastError).toContain('550')
  expect(office.letters).toHaveLength(1)
})

it('the same letter asked for twice is one', async () => {
  const db = await freshDb()
  await transact(db, (tx) => queueMail(tx, letter, clock.now, 'reset-1'))
  await transact(db, (tx) => queueMail(tx, letter, clock.now, 'reset-1'))
  expect([await db.$count(mails), await db.$count(jobs)]).toEqual([1, 1])
})

it('the digest comes once a day, after the night, with what is unread and not yet mailed', async () => {
  const db = await freshDb()
  const account = {
    signInName: 'li',
    displayName: '李雷',
    email: 'li@bank.example',
    createdAt: 0,
    language: 'en',
  } as const
  const assigned = (key: string, course: string) => ({
    ...{ accountId: 'acc_li', kind: 'course-assigned', params: { course } },
    ...{ link: `/courses/${key}`, onceKey: key },
  })
  await transact(db, async (tx) => {
    await tx.insert(accounts).values({ ...account, id: 'acc_li' })
    for (const each of ['1', '2']) await notifyEach(tx, [assigned(each, `Course ${each}`)], clock.now)
  })
  const digests = async () => (await db.select().from(mails)).filter((mail) => mail.id.startsWith('digest'))
  const ran = async (now: number) => {
    const finished = await db.$count(jobs)
    await working(
      db,
      [digestJob, mailJob],
      null,
      () => now,
      async () => {
        const rows = await db.select().from(jobs)
        return rows.length > finished && rows.every((row) => row.state === 'done')
      },
    )
    return (await digests()).length
  }
  const hour = 3_600_000
  expect(await ran(clock.now + 12 * hour)).toBe(0)
  expect(await ran(clock.now + 23 * hour)).toBe(1)
  expect(await ran(clock.now + 24 * hour)).toBe(1)
  const [mail] = await digests()
  expect(mail?.subject).toBe('2 new notices for you')
  expect(mail?.body).toContain('· A course was assigned to you: Course 1.\n/courses/1\n')
  expect(mail?.body).toContain('\n/notices\n')

  // One whose act was asked for just before a digest and done just after it stands in the next.
  const late = clock.now + 23 * hour - 500
  await transact(db, (tx) => notifyEach(tx, [assigned('3', 'Late')], late))
  expect(await ran(clock.now + 47 * hour)).toBe(2)
  const next = (await digests()).find(({ id }) => id !== mail?.id)
  expect(next?.subject).toBe('One new notice for you')
  expect(next?.body).toContain('Late')
})
