/** Subjects of the matrix: for each blank of an address something in the demo bank that belongs to the visitors. */
import { and, asc, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { grantedRoles } from '#app/identity/roles.ts'
import { reachOf } from '#app/organisation/accounts/reach.server.ts'
import type { Db } from '#db/client.server.ts'
import { pulses } from '#db/schema/feedback.ts'
import { accounts } from '#db/schema/identity.ts'
import { planVersions, runs, statements } from '#db/schema/incentives.ts'
import { attempts, certificates, courseVersions, enrolments, lessons } from '#db/schema/learning.ts'
import { pairings, programmes } from '#db/schema/mentoring.ts'
import {
  absences,
  assignments,
  competencies,
  employees,
  posts,
  roleGrants,
  rosterImports,
  units,
} from '#db/schema/organisation.ts'
import { actualImports, actuals, appraisals, cycles, goalSheets, kpis, templates } from '#db/schema/performance.ts'
import { echelons } from '#db/schema/talent.ts'
import { newId, transact } from '#db/transact.server.ts'

type Found = { id: string } | undefined
type First = Promise<Found> | Found
const idOf = async (row: First): Promise<string> => (await row)?.id ?? 'none'

/** Ids by name of the blank; a file may name its own. They belong to the person with this sign-in name. */
export const subjectsOf = async (db: Db, now: number, signInName = 'employee') => {
  const [self] = await db
    .select({ id: employees.id })
    .from(employees)
    .innerJoin(accounts, eq(accounts.id, employees.accountId))
    .where(eq(accounts.signInName, signInName))
  const employeeId = self?.id ?? 'none'
  const added = await addSubjects(db, employeeId, now)
  const enrolment = await db
    .select()
    .from(enrolments)
    .where(eq(enrolments.employeeId, employeeId))
    .orderBy(asc(enrolments.enrolledAt))
    .get()
  const lesson = enrolment
    ? await db
        .select()
        .from(lessons)
        .where(eq(lessons.courseVersionId, enrolment.courseVersionId))
        .orderBy(asc(lessons.position))
        .get()
    : undefined
  const attempt = (state: 'open' | 'closed') =>
    db
      .select({ id: attempts.id })
      .from(attempts)
      .where(
        and(
          eq(attempts.employeeId, employeeId),
          state === 'open' ? eq(attempts.state, 'in-progress') : ne(attempts.state, 'in-progress'),
        ),
      )
      .get()
  const released = await idOf(db.select({ id: runs.id }).from(runs).where(isNotNull(runs.releasedAt)).get())
  const waiting = await idOf(
    db
      .select({ id: runs.id })
      .from(runs)
      .where(and(isNull(runs.releasedAt), isNotNull(runs.submittedAt)))
      .get(),
  )
  const appraisal = await db
    .select()
    .from(appraisals)
    .where(eq(appraisals.employeeId, employeeId))
    .orderBy(desc(appraisals.publishedAt))
    .get()
  const common: Record<string, string> = {
    employeeId,
    enrolmentId: enrolment?.id ?? 'none',
    lesson: lesson?.slug ?? 'none',
    courseId: enrolment?.courseId ?? 'none',
    attemptId: await idOf(attempt('closed')),
    certificateId: await idOf(
      db.select({ id: certificates.id }).from(certificates).where(eq(certificates.employeeId, employeeId)).get(),
    ),
    code: 'none',
    accountId: await idOf(
      db.select({ id: accounts.id }).from(accounts).where(eq(accounts.signInName, signInName)).get(),
    ),
    absenceId: added.absenceId,
    competencyId: await idOf(db.select({ id: competencies.id }).from(competencies).get()),
    runId: waiting,
    versionId: await idOf(
      db.select({ id: planVersions.id }).from(planVersions).where(eq(planVersions.state, 'active')).get(),
    ),
    pulseId: await idOf(db.select({ id: pulses.id }).from(pulses).orderBy(desc(pulses.openedAt)).get()),
    cycleId: appraisal?.cycleId ?? (await idOf(db.select({ id: cycles.id }).from(cycles).get())),
    appraisalId: appraisal?.id ?? 'none',
    sheetId: await idOf(
      db.select({ id: goalSheets.id }).from(goalSheets).where(eq(goalSheets.employeeId, employeeId)).get(),
    ),
    actualId: await idOf(db.select({ id: actuals.id }).from(actuals).where(eq(actuals.employeeId, employeeId)).get()),
    importId: await idOf(db.select({ id: actualImports.id }).from(actualImports).get()),
    unitId: await idOf(
      db.select({ id: assignments.unitId }).from(assignments).where(eq(assignments.employeeId, employeeId)).get(),
    ),
    postId: await idOf(db.select({ id: posts.id }).from(posts).get()),
    assignmentId: await idOf(
      db.select({ id: assignments.id }).from(assignments).where(eq(assignments.employeeId, employeeId)).get(),
    ),
    programmeId: await idOf(db.select({ id: programmes.id }).from(programmes).get()),
    pairingId: await idOf(
      db
        .select({ id: pairings.id })
        .from(pairings)
        .innerJoin(employees, eq(employees.id, pairings.mentorId))
        .innerJoin(accounts, eq(accounts.id, employees.accountId))
        .where(and(isNull(pairings.endedOn), eq(accounts.signInName, 'mentor'), ne(pairings.menteeId, employeeId)))
        .get(),
    ),
    echelonId: await idOf(db.select({ id: echelons.id }).from(echelons).get()),
    jobId: 'job_none',
  }
  const kpi = (await db.select({ id: kpis.code }).from(kpis).get())?.id ?? 'none'
  const template = (await db.select({ id: templates.code }).from(templates).get())?.id ?? 'none'
  const courseVersion = await idOf(db.select({ id: courseVersions.id }).from(courseVersions).get())
  const own: Record<string, Record<string, string>> = {
    'incentives/screens/my-statement.tsx': { runId: released },
    'organisation/screens/roster.tsx': { importId: added.rosterId },
    'learning/screens/verify.tsx': { code: added.code },
    'learning/screens/sit.tsx': { attemptId: await idOf(attempt('open')) },
    'learning/screens/answer.ts': { attemptId: await idOf(attempt('open')) },
    'learning/screens/course-version.tsx': { versionId: courseVersion },
    'performance/screens/kpi.tsx': { code: kpi },
    'performance/screens/kpi-edit.tsx': { code: kpi },
    'performance/screens/template.tsx': { code: template, version: '1' },
    'performance/screens/template-edit.tsx': { code: template, version: '1' },
    'performance/screens/template-file.ts': { code: template, version: '1' },
  }
  return {
    paramsOf: (file: string, pattern: string): Record<string, string> => {
      const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
      return Object.fromEntries(names.map((name) => [name, own[file]?.[name] ?? common[name] ?? 'none']))
    },
    statementsOf: () => db.select().from(statements).where(eq(statements.runId, released)),
  }
}

/** What no story of the demo bank has: an absence of this person, a roster on its way, an assessment being sat. */
const addSubjects = async (db: Db, employeeId: string, now: number) => {
  const [root] = await db.select({ id: units.id }).from(units).where(eq(units.kind, 'head-office'))
  const [sat] = await db.select().from(attempts).where(eq(attempts.employeeId, employeeId))
  const [certificate] = await db.select().from(certificates).limit(1)
  return transact(db, async (tx) => {
    const absenceId = newId(tx, 'abs', now)
    const days = { fromOn: '2026-08-03', toOn: '2026-08-04', excludesProration: false, extendsDeadlines: true }
    await tx.insert(absences).values({ id: absenceId, employeeId, kind: 'sick', ...days, recordedAt: now })
    const rosterId = newId(tx, 'rim', now)
    const roster = {
      fileDigest: '0'.repeat(64),
      fileName: 'roster.csv',
      mapping: { columns: {} },
      effectiveOn: '2026-09-01',
    }
    await tx.insert(rosterImports).values({
      id: rosterId,
      ...roster,
      absentMeansLeft: false,
      unitId: root?.id ?? '',
      uploadedBy: 'system',
      uploadedAt: now,
      previewedAt: now,
      counts: { add: 0, change: 0, move: 0, leave: 0, rehire: 0, same: 0, error: 0 },
    })
    if (sat)
      await tx.insert(attempts).values({
        ...sat,
        id: newId(tx, 'att', now),
        no: 90,
        state: 'in-progress',
        startedAt: now,
        deadlineAt: now + 3_600_000,
        submittedAt: null,
        gradedAt: null,
      })
    return { absenceId, rosterId, code: certificate?.verificationCode ?? 'none' }
  })
}

/** For each granted role an account that holds it over one outlet far from the subjects. */
export const holdElsewhere = async (db: Db, now: number): Promise<Map<string, string>> => {
  const names = new Map<string, string>()
  const [far] = await db
    .select({ id: units.id })
    .from(units)
    .where(eq(units.kind, 'outlet'))
    .orderBy(sql`${units.code} desc`)
    .limit(1)
  if (!far) throw new Error('the demo bank has no outlet')
  await transact(db, async (tx) => {
    for (const role of grantedRoles) {
      const name = `elsewhere-${role}`
      const id = newId(tx, 'acc', now)
      await tx.insert(accounts).values({ id, signInName: name, displayName: name, createdAt: now })
      await tx.insert(roleGrants).values({
        id: newId(tx, 'rgr', now),
        accountId: id,
        role,
        unitId: far.id,
        fromOn: '2020-01-01',
        grantedBy: 'system',
        grantedAt: now,
      })
      names.set(role, name)
    }
  })
  return names
}

/** Whether someone is line manager or head of a unit on the day. */
export const leadsPeople = async (db: Db, signInName: string, day: string): Promise<boolean> => {
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.signInName, signInName))
  const reach = account ? await reachOf(db, account.id, day) : null
  return reach !== null && reach.manages.length + reach.headOf.length > 0
}
