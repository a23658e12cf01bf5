import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Json } from '#app/kernel/canonical.ts'
import type { VersionState } from '#app/kernel/version-state.ts'
import type { Curve } from '#app/performance/curve.ts'
import type { Phase } from '#app/performance/cycle.ts'
import type { KpiDefinition } from '#app/performance/kpi.ts'
import type { ScorecardResult } from '#app/performance/scorecard.ts'
import type { Template } from '#app/performance/template.ts'
import { day, flag, instant, json, revision, words } from './columns.ts'
import { assignments, employees, units } from './organisation.ts'

/** Dimensions of the library; HR can add some. */
export const kpiDimensions = sqliteTable('kpi_dimensions', {
  code: text().primaryKey(),
  name: words().notNull(),
  position: integer().notNull(),
})

export const kpis = sqliteTable('kpis', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  definition: json<KpiDefinition>().notNull(),
  /** Those that it has had: a template's curve that is none of them is its own. */
  curvesBefore: json<Curve[]>().notNull().default([]),
  changedBy: text().notNull(),
  changedAt: instant().notNull(),
  retiredAt: instant(),
  revision: revision(),
})

export const templates = sqliteTable('templates', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
})

export const templateVersions = sqliteTable(
  'template_versions',
  {
    id: text().primaryKey(),
    templateId: text()
      .notNull()
      .references(() => templates.id),
    version: integer().notNull(),
    state: text().$type<VersionState>().notNull().default('draft'),
    /** The portable template: what is exported, imported and evaluated. */
    definition: json<Template>().notNull(),
    draftedBy: text().notNull(),
    draftedAt: instant().notNull(),
    submittedBy: text(),
    submittedAt: instant(),
    approvedBy: text(),
    approvedAt: instant(),
    activatedAt: instant(),
    retiredAt: instant(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('template_versions_no').on(t.templateId, t.version),
    uniqueIndex('template_versions_one_active').on(t.templateId).where(sql`${t.state} = 'active'`),
  ],
)

export const cycles = sqliteTable('cycles', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  fromOn: day().notNull(),
  toOn: day().notNull(),
  unitId: text()
    .notNull()
    .references(() => units.id),
  openedBy: text().notNull(),
  openedAt: instant().notNull(),
  closedAt: instant(),
  /** The last job that made goal sheets, and the last that scored everyone. */
  sheetsJobId: text(),
  scoreJobId: text(),
  revision: revision(),
})

export const cyclePhases = sqliteTable(
  'cycle_phases',
  {
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    phase: text().$type<Phase>().notNull(),
    opensOn: day().notNull(),
    closesOn: day().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.cycleId, t.phase] }),
    check('cycle_phases_order', sql`${t.closesOn} >= ${t.opensOn}`),
  ],
)

/** One assignment part of a person in a cycle: a mid-cycle transfer makes two. */
export const goalSheets = sqliteTable(
  'goal_sheets',
  {
    id: text().primaryKey(),
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    assignmentId: text()
      .notNull()
      .references(() => assignments.id),
    templateVersionId: text()
      .notNull()
      .references(() => templateVersions.id),
    /** Who scores this part: the assignment's line manager. */
    managerId: text().references(() => employees.id),
    /** Unit of the part: its own actuals hold for a line that has none of the person. */
    unitId: text()
      .notNull()
      .references(() => units.id),
    /** Unit path of the part, as of its last day: the reach of who may read it. */
    unitPath: text().notNull(),
    fromOn: day().notNull(),
    toOn: day().notNull(),
    proposedBy: text(),
    proposedAt: instant(),
    agreedBy: text(),
    agreedAt: instant(),
    frozenAt: instant(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('goal_sheets_part').on(t.cycleId, t.assignmentId),
    index('goal_sheets_of_employee').on(t.employeeId, t.cycleId),
    index('goal_sheets_of_manager').on(t.managerId, t.cycleId),
    index('goal_sheets_in_unit').on(t.cycleId, t.unitPath),
  ],
)

export const goalLines = sqliteTable(
  'goal_lines',
  {
    id: text().primaryKey(),
    sheetId: text()
      .notNull()
      .references(() => goalSheets.id),
    position: integer().notNull(),
    kpiCode: text().notNull(),
    weightBp: integer().notNull(),
    target: text(),
    /** The target is for the whole cycle and shrinks with the part's days. */
    isTargetProrated: flag().notNull().default(false),
    /** What of the person's development plan this line serves. Curve, unit and dimension are the template version's. */
    developmentNote: text(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('goal_lines_position').on(t.sheetId, t.position),
    index('goal_lines_of_kpi').on(t.kpiCode, t.sheetId),
  ],
)

/** A change of an agreed sheet, with its reason, until the other side agrees. */
export const goalChanges = sqliteTable(
  'goal_changes',
  {
    id: text().primaryKey(),
    sheetId: text()
      .notNull()
      .references(() => goalSheets.id),
    proposed: json<{ lineId: string; target: string | null; weightBp: number }[]>().notNull(),
    reason: text().notNull(),
    proposedBy: text().notNull(),
    proposedAt: instant().notNull(),
    agreedBy: text(),
    agreedAt: instant(),
    declinedBy: text(),
    declinedAt: instant(),
  },
  (t) => [index('goal_changes_of_sheet').on(t.sheetId, t.proposedAt)],
)

export const actualImports = sqliteTable(
  'actual_imports',
  {
    id: text().primaryKey(),
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    fileDigest: text().notNull(),
    fileName: text().notNull(),
    mapping: json<Json>().notNull(),
    counts: json<Record<string, number>>(),
    /** Rows read, with their errors, until they are written. */
    preview: json<Json>(),
    uploadedBy: text().notNull(),
    uploadedAt: instant().notNull(),
    committedAt: instant(),
    discardedAt: instant(),
    revision: revision(),
  },
  (t) => [index('actual_imports_of_cycle').on(t.cycleId, t.uploadedAt)],
)

/** A measured value with its source row. A correction supersedes, it never overwrites. */
export const actuals = sqliteTable(
  'actuals',
  {
    id: text().primaryKey(),
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    kpiCode: text().notNull(),
    employeeId: text().references(() => employees.id),
    unitId: text().references(() => units.id),
    /** Decimal text in the KPI's unit. */
    value: text().notNull(),
    importId: text().references(() => actualImports.id),
    sourceRow: integer(),
    sourceNote: text(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
    supersededBy: text(),
    supersededAt: instant(),
  },
  (t) => [
    uniqueIndex('actuals_current_of_employee')
      .on(t.cycleId, t.employeeId, t.kpiCode)
      .where(sql`${t.supersededAt} is null and ${t.employeeId} is not null`),
    uniqueIndex('actuals_current_of_unit')
      .on(t.cycleId, t.unitId, t.kpiCode)
      .where(sql`${t.supersededAt} is null and ${t.unitId} is not null`),
    index('actuals_superseded_of_employee')
      .on(t.cycleId, t.employeeId, t.kpiCode)
      .where(sql`${t.supersededAt} is not null and ${t.employeeId} is not null`),
    index('actuals_superseded_of_unit')
      .on(t.cycleId, t.unitId, t.kpiCode)
      .where(sql`${t.supersededAt} is not null and ${t.unitId} is not null`),
    index('actuals_of_import').on(t.importId, t.sourceRow),
    check('actuals_subject', sql`(${t.employeeId} is null) <> (${t.unitId} is null)`),
  ],
)

export const appraisals = sqliteTable(
  'appraisals',
  {
    id: text().primaryKey(),
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    /** Unit path on the cycle's last day. */
    unitPath: text().notNull(),
    managerId: text().references(() => employees.id),
    selfReviewedAt: instant(),
    managerReviewedBy: text(),
    managerReviewedAt: instant(),
    calibratedBy: text(),
    calibratedAt: instant(),
    calibratedRating: text(),
    calibrationReason: text(),
    publishedBy: text(),
    publishedAt: instant(),
    acknowledgedAt: instant(),
    acknowledgementNote: text(),
    /** Score to 0.01 as decimal text, rating by bands, and the final rating after veto and calibration. */
    score: text(),
    bandRating: text(),
    finalRating: text(),
    result: json<ScorecardResult>(),
    adjustment: text(),
    adjustmentReason: text(),
    selfComment: text(),
    managerComment: text(),
    revision: revision(),
  },
  (t) => [
    uniqueIndex('appraisals_of_employee').on(t.employeeId, t.cycleId),
    index('appraisals_of_manager').on(t.managerId, t.cycleId),
    // With all that lists of a cycle count, filter and order by: an appraisal holds its whole result, a page for each.
    index('appraisals_in_turn').on(
      t.cycleId,
      t.unitPath,
      t.id,
      t.employeeId,
      t.managerId,
      t.selfReviewedAt,
      t.managerReviewedAt,
      t.managerReviewedBy,
      t.calibratedAt,
      t.publishedAt,
      t.acknowledgedAt,
      t.score,
      t.finalRating,
    ),
  ],
)

/** Marks on judged lines: points on the line's scale, by perspective. */
export const marksGiven = sqliteTable(
  'marks_given',
  {
    goalLineId: text()
      .notNull()
      .references(() => goalLines.id),
    perspective: text().$type<'self' | 'manager'>().notNull(),
    /** Decimal text on the line's scale. */
    mark: text().notNull(),
    comment: text(),
    by: text().notNull(),
    at: instant().notNull(),
    revision: revision(),
  },
  (t) => [primaryKey({ columns: [t.goalLineId, t.perspective] })],
)

/** An event that caps a rating or holds pay, such as a serious violation. */
export const vetoEvents = sqliteTable(
  'veto_events',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    kind: text().notNull(),
    description: text().notNull(),
    happenedOn: day().notNull(),
    /** The best rating still possible; null when only pay is concerned. */
    capRating: text(),
    isSerious: flag().notNull(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
    closedOn: day(),
    closedBy: text(),
    revision: revision(),
  },
  (t) => [index('veto_events_of_employee').on(t.employeeId, t.happenedOn)],
)

export const appeals = sqliteTable(
  'appeals',
  {
    id: text().primaryKey(),
    appraisalId: text()
      .notNull()
      .references(() => appraisals.id),
    reason: text().notNull(),
    appealedAt: instant().notNull(),
    answeredBy: text(),
    answeredAt: instant(),
    outcome: text().$type<'upheld' | 'rejected' | 'withdrawn'>(),
    answer: text(),
    revision: revision(),
  },
  (t) => [
    index('appeals_of_appraisal').on(t.appraisalId),
    index('appeals_open').on(t.answeredAt),
    // As they are listed: the unanswered first, the oldest of them on top.
    index('appeals_in_turn').on(sql`${t.answeredAt} is not null`, t.appealedAt),
  ],
)

/** A unit's own score in a cycle: the source of unit multipliers and pools. */
export const unitScores = sqliteTable(
  'unit_scores',
  {
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    unitId: text()
      .notNull()
      .references(() => units.id),
    score: text().notNull(),
    /** Where it came from: a row of a file, or words of whoever set it by hand. */
    importId: text().references(() => actualImports.id),
    sourceRow: integer(),
    sourceNote: text(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cycleId, t.unitId] })],
)
