import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ActionKind } from '#app/talent/development.ts'
import type { MembershipState, Readiness } from '#app/talent/echelon.ts'
import { day, instant, revision, words } from './columns.ts'
import { courses } from './learning.ts'
import { pairings } from './mentoring.ts'
import { competencies, employees, posts, units } from './organisation.ts'

export const echelons = sqliteTable(
  'echelons',
  {
    id: text().primaryKey(),
    name: words().notNull(),
    postId: text()
      .notNull()
      .references(() => posts.id),
    unitId: text()
      .notNull()
      .references(() => units.id),
    openedBy: text().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    revision: revision(),
  },
  (t) => [uniqueIndex('echelons_target').on(t.postId, t.unitId).where(sql`${t.closedAt} is null`)],
)

export const echelonMembers = sqliteTable(
  'echelon_members',
  {
    id: text().primaryKey(),
    echelonId: text()
      .notNull()
      .references(() => echelons.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    state: text().$type<MembershipState>().notNull(),
    readiness: text().$type<Readiness>().notNull(),
    nominatedBy: text().notNull(),
    nominatedAt: instant().notNull(),
    reason: text().notNull(),
    admittedBy: text(),
    admittedAt: instant(),
    leftAt: instant(),
    leftReason: text(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('echelon_members_open').on(t.echelonId, t.employeeId).where(sql`${t.leftAt} is null`),
    index('echelon_members_of_echelon').on(t.echelonId, t.nominatedAt),
    index('echelon_members_of_employee').on(t.employeeId),
  ],
)

export const developmentPlans = sqliteTable(
  'development_plans',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    targetPostId: text()
      .notNull()
      .references(() => posts.id),
    fromOn: day().notNull(),
    toOn: day().notNull(),
    draftedBy: text().notNull(),
    draftedAt: instant().notNull(),
    agreedBy: text(),
    agreedAt: instant(),
    closedAt: instant(),
    revision: revision(),
  },
  (t) => [index('development_plans_of_employee').on(t.employeeId, t.closedAt)],
)

export const developmentActions = sqliteTable(
  'development_actions',
  {
    id: text().primaryKey(),
    planId: text()
      .notNull()
      .references(() => developmentPlans.id),
    kind: text().$type<ActionKind>().notNull(),
    courseId: text().references(() => courses.id),
    pairingId: text().references(() => pairings.id),
    competencyId: text().references(() => competencies.id),
    text: text(),
    /** Sessions of a pairing, or the level of a competency, at which it is done. */
    wanted: integer(),
    dueOn: day().notNull(),
    /** For what cannot be computed from the portal itself. */
    doneAt: instant(),
    doneBy: text(),
    revision: revision(),
  },
  (t) => [index('development_actions_of_plan').on(t.planId, t.dueOn)],
)
