import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import { pdfOf } from '#app/kernel/pdf.server.ts'
import { startAttempt } from '#app/learning/assessments/sittings.server.ts'
import { sweepJob } from '#app/learning/assessments/sweep.job.ts'
import { certificateDocument } from '#app/learning/certifications/certificate.pdf.ts'
import { grantCertificate } from '#app/learning/certifications/certificates.server.ts'
import { countExpiries, expiriesFor } from '#app/learning/certifications/expiries.server.ts'
import { remindOfCertificates, remindOfCourses } from '#app/learning/certifications/reminders.server.ts'
import { readVerificationCode, verificationCodeOf } from '#app/learning/certifications/verification-code.ts'
import { mayVerify } from '#app/learning/certifications/verification-rate.server.ts'
import { orderForPost } from '#app/learning/courses/course-orders.server.ts'
import { enrol } from '#app/learning/courses/enrolments.server.ts'
import { everyLearner, learnersFor } from '#app/learning/courses/learners.server.ts'
import { transcriptOf } from '#app/learning/courses/transcript.server.ts'
import { attempts, certifications, courses, enrolments } from '#db/schema/learning.ts'
import { notices } from '#db/schema/notices.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine, freshDb, now, today } from '../support/database.ts'
import { actor, code, lin, officer, ok, readAll, withCourse, wu } from './bank.ts'

const all = { courseId: null, state: null, q: '' }
const page = { limit: 50, offset: 0 }
const dueOn = '2026-10-30'

eachEngine('learners', (open) => {
  it('are enrolled by post, once, and told; who holds the certification is left out', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const [rule] = await db.select({ id: certifications.id }).from(certifications)
    await transact(db, (tx) =>
      grantCertificate(
        tx,
        officer,
        { employeeId: 'emp_wu', certificationId: rule?.id ?? '', attemptId: null, doneOn: today, unitPath: '/HO/' },
        now,
      ),
    )
    const order = () => orderForPost(db, officer, { courseId, postId: 'pst_1', dueOn }, now)
    expect(await ok(order())).toEqual({ enrolled: 3, holders: 1, asked: 4 })
    expect(await ok(order())).toEqual({ enrolled: 0, holders: 1, asked: 4 })
    const found = await learnersFor(db, officer, all, page)
    expect(found).toMatchObject({ total: 3, completed: 0, overdue: 0 })
    expect(found?.rows.map((row) => [row.name, row.dueOn, row.lessonsDone, row.lessons])).toContainEqual([
      'lin',
      dueOn,
      0,
      3,
    ])
    const told = await db.select({ kind: notices.kind }).from(notices)
    expect(told.filter(({ kind }) => kind === 'course-assigned')).toHaveLength(3)
    expect(await code(orderForPost(db, lin, { courseId, postId: 'pst_1', dueOn }, now))).toBe('not-allowed')
    expect(await code(orderForPost(db, officer, { courseId, postId: 'pst_1', dueOn: '2026-09-29' }, now))).toBe(
      'due-in-the-past',
    )
  })

  it('are listed within the reach of who asks, and filtered', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    await ok(orderForPost(db, officer, { courseId, postId: 'pst_1', dueOn: today }, now))
    const elsewhere = actor('away', [{ role: 'learning-officer', path: '/B2/' }])
    expect(await learnersFor(db, elsewhere, all, page)).toMatchObject({ total: 0, rows: [] })
    expect(await learnersFor(db, lin, all, page)).toBeNull()
    const manager = actor('boss', [], { manages: ['emp_lin'] })
    expect((await learnersFor(db, manager, all, page))?.rows.map((row) => row.name)).toEqual(['lin'])
    expect(await learnersFor(db, officer, { ...all, q: 'wu' }, page)).toMatchObject({ total: 1 })
    expect(await learnersFor(db, officer, { ...all, state: 'overdue' }, page)).toMatchObject({ total: 0 })
    const tomorrow = { ...officer, today: '2026-10-01' }
    expect(await learnersFor(db, tomorrow, { ...all, state: 'overdue' }, page)).toMatchObject({ total: 4, overdue: 4 })
  })

  it('are written out to the last one, in the order of the list, however many there are', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    await ok(orderForPost(db, officer, { courseId, postId: 'pst_1', dueOn: today }, now))
    const [one] = await db.select().from(enrolments)
    if (!one) throw new Error('nobody takes the course')
    const days = [null, '2026-03-31', '2026-06-30']
    const earlier = Array.from({ length: 1700 }, (_, n) => ({
      ...{ ...one, id: `enr_earlier_${n}`, completedAt: now - 1, dueOn: days[n % 3] ?? null },
      // Many of one moment, as an order makes them.
      enrolledAt: now - 1000 - (n % 7),
    }))
    await transact(db, async (tx) => {
      for (let n = 0; n < earlier.length; n += 100) await tx.insert(enrolments).values(earlier.slice(n, n + 100))
    })
    const listed = await learnersFor(db, officer, all, { limit: 5000, offset: 0 })
    expect(listed?.rows).toHaveLength(1704)
    const written: string[] = []
    for await (const { id } of everyLearner(db, officer, all)) written.push(id)
    expect(written).toEqual(listed?.rows.map(({ id }) => id))
    const unfinished: string[] = []
    for await (const { id } of everyLearner(db, officer, { ...all, state: 'learning' })) unfinished.push(id)
    expect(unfinished).toHaveLength(4)
  })

  it('stand in an export once, also when they finish while it is written', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    await ok(orderForPost(db, officer, { courseId, postId: 'pst_1', dueOn }, now))
    const listed = await learnersFor(db, officer, all, page)
    const written: string[] = []
    for await (const { id } of everyLearner(db, officer, all)) {
      if (written.length === 0)
        await transact(db, (tx) => tx.update(enrolments).set({ completedAt: now }).where(eq(enrolments.id, id)))
      written.push(id)
    }
    expect(written).toEqual(listed?.rows.map(({ id }) => id))
  })

  it('are reminded once per threshold of what is due and of what ends', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    await ok(orderForPost(db, officer, { courseId, postId: 'pst_1', dueOn }, now))
    const [rule] = await db.select({ id: certifications.id }).from(certifications)
    const grant = { employeeId: 'emp_wu', certificationId: rule?.id ?? '', attemptId: null, unitPath: '/HO/' }
    await transact(db, (tx) => grantCertificate(tx, officer, { ...grant, doneOn: today }, now))
    const said = async (kind: string) => (await db.select().from(notices)).filter((each) => each.kind === kind).length
    const on = (day: string) =>
      transact(db, async (tx) => {
        await remindOfCertificates(tx, day, '', now)
        await remindOfCourses(tx, day, '', now)
      })
    for (const day of [
      '2026-10-22',
      '2026-10-23',
      '2026-10-24',
      '2026-10-29',
      '2026-10-30',
      '2026-10-31',
      '2026-11-02',
    ])
      await on(day)
    expect(await said('course-due')).toBe(3 * 4)
    for (const day of ['2027-07-31', '2027-08-01', '2027-08-02', '2027-09-01', '2027-09-30', '2027-10-01'])
      await on(day)
    expect(await said('certificate-expiring')).toBe(3)
    const names = (await db.select().from(notices)).map(({ params }) =>
      Object.keys(params.course ?? params.certificate ?? {}),
    )
    expect(new Set(names.flat())).toEqual(new Set(['zh-CN', 'en']))
    const span = { before: 90, ahead: 60 }
    const listed = async (reader: Actor, today: Day, offset = 0) =>
      (await expiriesFor(db, { ...reader, today }, span, { limit: 50, offset }))?.map((row) => row.name)
    expect(await listed(officer, '2027-08-01')).toEqual(['wu'])
    expect(await listed(officer, '2027-08-01', 50)).toEqual([])
    expect(await listed(officer, '2027-07-31')).toEqual([])
    expect(await listed(lin, '2027-08-01')).toBeUndefined()
    const counted = (today: Day) => countExpiries(db, { ...officer, today }, span)
    expect(await counted('2027-08-01')).toEqual({ all: 1, ended: 0 })
    expect(await counted('2027-10-01')).toEqual({ all: 1, ended: 1 })
  })

  it('stand once in the list of what ends, however many courses earn the certification', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const [rule] = await db.select({ id: certifications.id }).from(certifications)
    const grant = { employeeId: 'emp_wu', certificationId: rule?.id ?? '', attemptId: null, unitPath: '/HO/' }
    await transact(db, async (tx) => {
      await grantCertificate(tx, officer, { ...grant, doneOn: today }, now)
      // Without a version in force, it is none that could be taken.
      const draft = { id: 'crs_0', slug: 'draft', code: '0-draft' }
      await tx.insert(courses).values({ ...draft, certificationId: rule?.id ?? '', createdAt: now })
    })
    const reader = { ...officer, today: '2027-08-01' }
    const span = { before: 90, ahead: 60 }
    const listed = () => expiriesFor(db, reader, span, page)
    expect(await listed()).toMatchObject([{ employeeId: 'emp_wu', courseId, isRenewing: 0 }])
    expect(await countExpiries(db, reader, span)).toEqual({ all: 1, ended: 0 })
    await ok(enrol(db, wu, courseId, null, now))
    expect(await listed()).toMatchObject([{ courseId, isRenewing: 1 }])
  })

  it('whose time has run out are closed by the sweeper', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const enrolmentId = await readAll(db, lin, courseId)
    await ok(startAttempt(db, lin, { enrolmentId, locale: 'en', secret: 's' }, now))
    const at = { id: 'job_1', input: null, requestedBy: 'system', cursor: null, prepared: undefined }
    const surroundings = { varDir: '', origin: '', smtpUrl: null, secret: '' }
    const step = (when: number) => transact(db, (tx) => sweepJob.step(tx, { ...at, surroundings, now: when }))
    expect(await step(clock.minutes(20))).toMatchObject({ done: 0, finished: true })
    expect(await step(clock.minutes(22))).toMatchObject({ done: 1, finished: true })
    expect(await db.select({ state: attempts.state }).from(attempts)).toEqual([{ state: 'expired' }])
  })
})

describe('a certificate on paper', () => {
  it('is a PDF with its characters embedded', async () => {
    const document = certificateDocument({
      title: '合格证书',
      subtitle: 'CERTIFICATE',
      bank: '云河银行',
      holder: '林晓雨',
      sentence: '已学完规定课程，并通过测评，特发此证：',
      certification: '柜面反洗钱合格证书',
      facts: [{ label: '查验码', value: 'K3F9-0M2P-XV7T' }],
      seal: '合格',
      verify: '可在以下网址查验：https://people.bank.example/verify/K3F9-0M2P-XV7T',
    })
    // Papers of every domain come from one printer, in whatever order they are asked for.
    await pdfOf({ content: '激励单' })
    const pdf = await pdfOf(document)
    expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-')
    expect(Buffer.from(pdf).toString('latin1')).toContain('/FontFile2')
    expect(pdf.length).toBeLessThan(200_000)
  })
  it('carries a code that is read however it is typed', () => {
    expect(verificationCodeOf('cer_01m85gqea2e00800k3f90m2pxv7t')).toBe('K3F9-0M2P-XV7T')
    expect(readVerificationCode(' k3f9 om2p–xv7t')).toBe('K3F9-0M2P-XV7T')
    expect(readVerificationCode('K3F9')).toBeNull()
  })
  it('may be asked for thirty times in ten minutes from one address', () => {
    for (let time = 0; time < 30; time++) expect(mayVerify('192.0.2.1', now)).toBe(true)
    expect(mayVerify('192.0.2.1', now)).toBe(false)
    expect(mayVerify('192.0.2.2', now)).toBe(true)
    expect(mayVerify('192.0.2.1', now + 600_000)).toBe(true)
  })
})

describe('a transcript', () => {
  it('adds the hours of what is completed', async () => {
    const db = await freshDb()
    await withCourse(db)
    expect(await transcriptOf(db, 'emp_lin')).toEqual({ rows: [], hours: '0' })
  })
})
