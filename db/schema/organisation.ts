import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { GrantedRole } from '#app/identity/roles.ts'
import type { Json } from '#app/kernel/canonical.ts'
import type { Locale, Words } from '#app/kernel/words.ts'
import type { AbsenceKind } from '#app/organisation/employees/absence.ts'
import type { RiskClass } from '#app/organisation/posts/post.ts'
import type { RosterRowKind } from '#app/organisation/roster/roster-row.ts'
import type { UnitKind } from '#app/organisation/units/unit.ts'
import { currency, day, flag, instant, json, minor, revision, words } from './columns.ts'
import { accounts } from './identity.ts'
import { jobs } from './kernel.ts'

/** The bank's settings from a day on; the newest row not after a day holds on it. */
export const bankSettings = sqliteTable('bank_settings', {
  fromOn: day().primaryKey(),
  name: words().notNull(),
  timeZone: text().notNull(),
  currency: currency().notNull(),
  language: text().$type<Locale>().notNull(),
  /** First month of the fiscal year, 1–12. */
  fiscalYearStart: integer().notNull(),
  /** Weekdays worked, 1 = Monday, and dates that differ. */
  calendar: json<{ workdays: number[]; holidays: string[]; workingDays: string[] }>().notNull(),
  changedAt: instant().notNull(),
})

export const legalEntities = sqliteTable('legal_entities', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  revision: revision(),
})

export const units = sqliteTable('units', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  kind: text().$type<UnitKind>().notNull(),
  openedOn: day().notNull(),
  closedOn: day(),
  revision: revision(),
})

/** Where a unit hangs, from a day to a day; `path` is '/head/branch/…/' in unit codes, itself included. */
export const unitPlacements = sqliteTable(
  'unit_placements',
  {
    id: text().primaryKey(),
    unitId: text()
      .notNull()
      .references(() => units.id),
    parentId: text().references(() => units.id),
    legalEntityId: text()
      .notNull()
      .references(() => legalEntities.id),
    name: words().notNull(),
    path: text().notNull(),
    fromOn: day().notNull(),
    toOn: day(),
  },
  (t) => [
    uniqueIndex('unit_placements_from').on(t.unitId, t.fromOn),
    index('unit_placements_path').on(t.path, t.fromOn),
    index('unit_placements_parent').on(t.parentId),
    check('unit_placements_order', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
  ],
)

export const posts = sqliteTable('posts', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  family: words().notNull(),
  grade: text().notNull(),
  riskClass: text().$type<RiskClass>().notNull(),
  isKeyPost: flag().notNull().default(false),
  duties: words().notNull(),
  requirements: words().notNull(),
  retiredOn: day(),
  revision: revision(),
})

export const competencies = sqliteTable('competencies', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  description: words().notNull(),
  /** What each of the five levels looks like, lowest first. */
  levels: json<Words[]>().notNull(),
  revision: revision(),
})

export const postCompetencies = sqliteTable(
  'post_competencies',
  {
    postId: text()
      .notNull()
      .references(() => posts.id),
    competencyId: text()
      .notNull()
      .references(() => competencies.id),
    level: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.competencyId] }),
    check('post_competency_level', sql`${t.level} between 1 and 5`),
  ],
)

export const employees = sqliteTable(
  'employees',
  {
    id: text().primaryKey(),
    number: text().notNull(),
    name: text().notNull(),
    /** Full pinyin without tones and spaces, and its initials; both lower case. */
    pinyin: text().notNull(),
    initials: text().notNull(),
    email: text(),
    /** Optional; read by fairness tests only. */
    gender: text().$type<'female' | 'male'>(),
    bornOn: day(),
    accountId: text().references(() => accounts.id),
    createdAt: instant().notNull(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('employees_number').on(t.number),
    uniqueIndex('employees_account').on(t.accountId),
    index('employees_name').on(t.name),
    index('employees_pinyin').on(t.pinyin),
    index('employees_initials').on(t.initials),
  ],
)

/** From the first to the last day with the bank; a rehire is a second row. */
export const employments = sqliteTable(
  'employments',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    fromOn: day().notNull(),
    toOn: day(),
    leavingReason: text(),
  },
  (t) => [uniqueIndex('employments_from').on(t.employeeId, t.fromOn)],
)

export const assignments = sqliteTable(
  'assignments',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    postId: text()
      .notNull()
      .references(() => posts.id),
    unitId: text()
      .notNull()
      .references(() => units.id),
    lineManagerId: text().references(() => employees.id),
    /** Share of full time; 10000 is full. */
    fteBp: integer().notNull(),
    /** Monthly base salary at full time. */
    baseMinor: minor().notNull(),
    currency: currency().notNull(),
    city: text(),
    isPrimary: flag().notNull().default(true),
    fromOn: day().notNull(),
    toOn: day(),
    recordedAt: instant().notNull(),
    revision: revision(),
  },
  (t) => [
    index('assignments_of_employee').on(t.employeeId, t.fromOn),
    index('assignments_in_unit').on(t.unitId, t.fromOn),
    index('assignments_of_manager').on(t.lineManagerId, t.fromOn),
    index('assignments_of_post').on(t.postId),
    check('assignments_order', sql`${t.toOn} is null or ${t.toOn} >= ${t.fromOn}`),
    check('assignments_fte', sql`${t.fteBp} between 1 and 10000`),
  ],
)

export const unitHeads = sqliteTable(
  'unit_heads',
  {
    id: text().primaryKey(),
    unitId: text()
      .notNull()
      .references(() => units.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    fromOn: day().notNull(),
    toOn: day(),
  },
  (t) => [
    index('unit_heads_of_employee').on(t.employeeId, t.fromOn),
    uniqueIndex('unit_heads_from').on(t.unitId, t.fromOn),
  ],
)

export const absences = sqliteTable(
  'absences',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    kind: text().$type<AbsenceKind>().notNull(),
    fromOn: day().notNull(),
    toOn: day().notNull(),
    /** Whether its days are taken out of proration. */
    excludesProration: flag().notNull(),
    extendsDeadlines: flag().notNull(),
    recordedAt: instant().notNull(),
    revision: revision(),
  },
  (t) => [
    index('absences_of_employee').on(t.employeeId, t.fromOn),
    check('absences_order', sql`${t.toOn} >= ${t.fromOn}`),
  ],
)

/** A role over a unit and all below it, between dates. */
export const roleGrants = sqliteTable(
  'role_grants',
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    role: text().$type<GrantedRole>().notNull(),
    unitId: text()
      .notNull()
      .references(() => units.id),
    fromOn: day().notNull(),
    toOn: day(),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
    revision: revision(),
  },
  (t) => [index('role_grants_of_account').on(t.accountId, t.fromOn), index('role_grants_by_role').on(t.role)],
)

export const delegations = sqliteTable(
  'delegations',
  {
    id: text().primaryKey(),
    /** Whose authority is lent. */
    fromAccountId: text()
      .notNull()
      .references(() => accounts.id),
    toAccountId: text()
      .notNull()
      .references(() => accounts.id),
    fromOn: day().notNull(),
    toOn: day().notNull(),
    reason: text().notNull(),
    /** Prefixes of acts that are lent, such as 'appraisal.'; empty lends nothing. */
    acts: json<string[]>().notNull(),
    endedAt: instant(),
    recordedAt: instant().notNull(),
    revision: revision(),
  },
  (t) => [index('delegations_to').on(t.toAccountId, t.fromOn), index('delegations_from').on(t.fromAccountId)],
)

export const competencyAssessments = sqliteTable(
  'competency_assessments',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    competencyId: text()
      .notNull()
      .references(() => competencies.id),
    level: integer().notNull(),
    assessedOn: day().notNull(),
    assessedBy: text().notNull(),
    evidence: text(),
  },
  (t) => [
    index('competency_assessments_of_employee').on(t.employeeId, t.competencyId, t.assessedOn),
    check('competency_assessment_level', sql`${t.level} between 1 and 5`),
  ],
)

/** A roster file, previewed row by row before one transaction writes it. */
export const rosterImports = sqliteTable(
  'roster_imports',
  {
    id: text().primaryKey(),
    fileDigest: text().notNull(),
    fileName: text().notNull(),
    mapping: json<Json>().notNull(),
    /** The day from which the file's facts hold. */
    effectiveOn: day().notNull(),
    /** Whether people who are not in the file have left. */
    absentMeansLeft: flag().notNull(),
    /** The unit under which the file is imported: its reach. */
    unitId: text()
      .notNull()
      .references(() => units.id),
    previewJobId: text().references(() => jobs.id),
    commitJobId: text().references(() => jobs.id),
    counts: json<Record<RosterRowKind, number>>(),
    /** Digest of what the bank held when the preview was made; a commit that finds another is refused. */
    bankDigest: text(),
    uploadedBy: text().notNull(),
    uploadedAt: instant().notNull(),
    previewedAt: instant(),
    committedBy: text(),
    committedAt: instant(),
    discardedAt: instant(),
    revision: revision(),
  },
  (t) => [index('roster_imports_age').on(t.uploadedAt)],
)

export const rosterImportRows = sqliteTable(
  'roster_import_rows',
  {
    importId: text()
      .notNull()
      .references(() => rosterImports.id),
    row: integer().notNull(),
    kind: text().$type<RosterRowKind>().notNull(),
    employeeNumber: text(),
    name: text(),
    /** What is read, what changes from what to what, or which column is wrong and why. */
    detail: json<Json>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] }), index('roster_import_rows_kind').on(t.importId, t.kind, t.row)],
)
