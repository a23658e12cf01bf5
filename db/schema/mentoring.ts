import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { MatchReason } from '#app/mentoring/matching.ts'
import type { ProgrammeKind, ProgrammeRules } from '#app/mentoring/programme.ts'
import { day, flag, instant, json, revision, words } from './columns.ts'
import { employees, units } from './organisation.ts'

export const programmes = sqliteTable('programmes', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  kind: text().$type<ProgrammeKind>().notNull(),
  unitId: text()
    .notNull()
    .references(() => units.id),
  fromOn: day().notNull(),
  toOn: day().notNull(),
  rules: json<ProgrammeRules>().notNull(),
  openedBy: text().notNull(),
  openedAt: instant().notNull(),
  matchedAt: instant(),
  closedAt: instant(),
  revision: revision(),
})

export const programmeMentors = sqliteTable(
  'programme_mentors',
  {
    programmeId: text()
      .notNull()
      .references(() => programmes.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    capacity: integer().notNull(),
    joinedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.programmeId, t.employeeId] }),
    check('mentor_capacity', sql`${t.capacity} between 1 and 20`),
  ],
)

export const programmeMentees = sqliteTable(
  'programme_mentees',
  {
    programmeId: text()
      .notNull()
      .references(() => programmes.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    /** Competencies that the mentee wants to grow. */
    competencyIds: json<string[]>().notNull(),
    joinedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.programmeId, t.employeeId] })],
)

/** Whom a mentor or a mentee would like, 1 first. */
export const matchPreferences = sqliteTable(
  'match_preferences',
  {
    programmeId: text()
      .notNull()
      .references(() => programmes.id),
    fromEmployeeId: text()
      .notNull()
      .references(() => employees.id),
    toEmployeeId: text()
      .notNull()
      .references(() => employees.id),
    rank: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.programmeId, t.fromEmployeeId, t.toEmployeeId] })],
)

export const pairings = sqliteTable(
  'pairings',
  {
    id: text().primaryKey(),
    programmeId: text()
      .notNull()
      .references(() => programmes.id),
    mentorId: text()
      .notNull()
      .references(() => employees.id),
    menteeId: text()
      .notNull()
      .references(() => employees.id),
    /** Decimal text; higher is the better fit. */
    fit: text().notNull(),
    reasons: json<MatchReason[]>().notNull(),
    isManual: flag().notNull().default(false),
    manualReason: text(),
    startedOn: day().notNull(),
    /** What is to be spoken about next time, and when; either of the two writes it. */
    agenda: text(),
    nextOn: day(),
    endedOn: day(),
    endReason: text(),
    mentorEvaluation: text(),
    menteeEvaluation: text(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('pairings_open').on(t.programmeId, t.menteeId).where(sql`${t.endedOn} is null`),
    index('pairings_of_programme').on(t.programmeId),
    index('pairings_of_mentor').on(t.mentorId, t.endedOn),
    index('pairings_of_mentee').on(t.menteeId, t.endedOn),
  ],
)

export const pairingGoals = sqliteTable(
  'pairing_goals',
  {
    id: text().primaryKey(),
    pairingId: text()
      .notNull()
      .references(() => pairings.id),
    text: text().notNull(),
    dueOn: day(),
    reachedAt: instant(),
    reachedBy: text(),
    revision: revision(),
  },
  (t) => [index('pairing_goals_of_pairing').on(t.pairingId)],
)

export const mentoringSessions = sqliteTable(
  'mentoring_sessions',
  {
    id: text().primaryKey(),
    pairingId: text()
      .notNull()
      .references(() => pairings.id),
    heldOn: day().notNull(),
    minutes: integer().notNull(),
    topics: text().notNull(),
    agreed: text().notNull(),
    loggedBy: text().notNull(),
    loggedAt: instant().notNull(),
    mentorConfirmedAt: instant(),
    menteeConfirmedAt: instant(),
    withdrawnAt: instant(),
    revision: revision(),
  },
  (t) => [index('mentoring_sessions_of_pairing').on(t.pairingId, t.heldOn)],
)
