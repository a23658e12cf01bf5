import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { EmployeeInput, RunFrame } from '#app/incentives/payout/run-input.ts'
import type { Instalment, LineKind, RunControl } from '#app/incentives/payout/run-result.ts'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import type { RunKind } from '#app/incentives/runs/run.ts'
import type { Json } from '#app/kernel/canonical.ts'
import type { VersionState } from '#app/kernel/version-state.ts'
import { currency, day, instant, json, minor, revision, words } from './columns.ts'
import { jobs } from './kernel.ts'
import { employees, units } from './organisation.ts'
import { cycles } from './performance.ts'

export const plans = sqliteTable('plans', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  unitId: text()
    .notNull()
    .references(() => units.id),
})

export const planVersions = sqliteTable(
  'plan_versions',
  {
    id: text().primaryKey(),
    planId: text()
      .notNull()
      .references(() => plans.id),
    version: integer().notNull(),
    state: text().$type<VersionState>().notNull().default('draft'),
    /** The portable plan: what is exported, imported, calculated and verified. */
    definition: json<IncentivePlan>().notNull(),
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
    uniqueIndex('plan_versions_no').on(t.planId, t.version),
    uniqueIndex('plan_versions_one_active').on(t.planId).where(sql`${t.state} = 'active'`),
  ],
)

export const runs = sqliteTable(
  'runs',
  {
    id: text().primaryKey(),
    planVersionId: text()
      .notNull()
      .references(() => planVersions.id),
    kind: text().$type<RunKind>().notNull(),
    /** The released run that this one corrects. */
    correctsRunId: text(),
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    unitPath: text().notNull(),
    name: words().notNull(),
    currency: currency().notNull(),
    fromOn: day().notNull(),
    toOn: day().notNull(),
    payOn: day().notNull(),
    /** The plan as frozen and what is the same for everyone: days, unit tree with scores, results. */
    frame: json<RunFrame>(),
    inputDigest: text(),
    outputDigest: text(),
    /** Control totals per component and pool. */
    control: json<RunControl>(),
    population: integer(),
    jobId: text().references(() => jobs.id),
    preparedBy: text().notNull(),
    preparedAt: instant().notNull(),
    /** What was recorded up to here is what the run reads; what comes later waits for the next. */
    frozenAt: instant(),
    calculatedAt: instant(),
    submittedBy: text(),
    submittedAt: instant(),
    approvedBy: text(),
    approvedAt: instant(),
    releasedBy: text(),
    releasedAt: instant(),
    cancelledBy: text(),
    cancelledAt: instant(),
    revision: revision(),
  },
  (t) => [
    index('runs_of_cycle').on(t.cycleId, t.preparedAt),
    index('runs_age').on(t.preparedAt),
    check('runs_three_people', sql`${t.approvedBy} is null or ${t.approvedBy} <> ${t.preparedBy}`),
    check('runs_release_order', sql`${t.releasedAt} is null or ${t.approvedAt} is not null`),
    check(
      'runs_releaser',
      sql`${t.releasedBy} is null or (${t.releasedBy} <> ${t.preparedBy} and ${t.releasedBy} <> ${t.approvedBy})`,
    ),
  ],
)

/** What each person's calculation read, frozen; ordered by employee number. */
export const runInputs = sqliteTable(
  'run_inputs',
  {
    runId: text()
      .notNull()
      .references(() => runs.id),
    employeeNumber: text().notNull(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    input: json<EmployeeInput>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.employeeNumber] })],
)

/** One person × component; steps are canonical JSON text, kept as written so that their digest can be checked. */
export const runLines = sqliteTable(
  'run_lines',
  {
    runId: text()
      .notNull()
      .references(() => runs.id),
    employeeNumber: text().notNull(),
    component: text().notNull(),
    kind: text().$type<LineKind>().notNull(),
    /** On carried lines the line of an earlier run that they come from; '' otherwise. */
    source: text().notNull().default(''),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    calculatedMinor: minor().notNull(),
    forfeitedMinor: minor().notNull(),
    cutMinor: minor().notNull(),
    adjustedMinor: minor().notNull(),
    awardedMinor: minor().notNull(),
    deferredMinor: minor().notNull(),
    heldMinor: minor().notNull(),
    payableMinor: minor().notNull(),
    instalments: json<Instalment[]>().notNull(),
    heldBy: json<string[]>().notNull(),
    steps: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.employeeNumber, t.kind, t.component, t.source] }),
    index('run_lines_of_employee').on(t.employeeId, t.runId),
  ],
)

/** One person's total in a run; shown to them once the run is released. */
export const statements = sqliteTable(
  'statements',
  {
    runId: text()
      .notNull()
      .references(() => runs.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    employeeNumber: text().notNull(),
    unitPath: text().notNull(),
    awardedMinor: minor().notNull(),
    deferredMinor: minor().notNull(),
    heldMinor: minor().notNull(),
    payableMinor: minor().notNull(),
    firstOpenedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.employeeNumber] }),
    index('statements_of_employee').on(t.employeeId, t.runId),
    index('statements_in_unit').on(t.runId, t.unitPath),
  ],
)

export const runExceptions = sqliteTable(
  'run_exceptions',
  {
    id: text().primaryKey(),
    runId: text()
      .notNull()
      .references(() => runs.id),
    employeeId: text().references(() => employees.id),
    employeeNumber: text(),
    code: text().notNull(),
    severity: text().$type<'error' | 'warning'>().notNull(),
    detail: json<Json>().notNull(),
  },
  (t) => [index('run_exceptions_of_run').on(t.runId, t.severity)],
)

export const runAdjustments = sqliteTable(
  'run_adjustments',
  {
    id: text().primaryKey(),
    runId: text()
      .notNull()
      .references(() => runs.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    component: text().notNull(),
    amountMinor: minor().notNull(),
    reason: text().notNull(),
    adjustedBy: text().notNull(),
    adjustedAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [index('run_adjustments_of_run').on(t.runId)],
)

/** Deferred pay and the calendar on which it vests. */
export const deferralInstalments = sqliteTable(
  'deferral_instalments',
  {
    id: text().primaryKey(),
    runId: text()
      .notNull()
      .references(() => runs.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    component: text().notNull(),
    no: integer().notNull(),
    vestsOn: day().notNull(),
    amountMinor: minor().notNull(),
    malusMinor: minor().notNull().default(0),
    /** The run that paid it. */
    paidByRunId: text().references(() => runs.id),
  },
  (t) => [
    uniqueIndex('deferral_instalments_no').on(t.runId, t.employeeId, t.component, t.no),
    index('deferral_instalments_due').on(t.paidByRunId, t.vestsOn),
    index('deferral_instalments_vesting').on(t.vestsOn),
    index('deferral_instalments_of_employee').on(t.employeeId, t.vestsOn),
  ],
)

/** A payable that waits for a gate; a later run pays it when the gate clears. */
export const heldPayables = sqliteTable(
  'held_payables',
  {
    id: text().primaryKey(),
    runId: text()
      .notNull()
      .references(() => runs.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    component: text().notNull(),
    gate: text().notNull(),
    amountMinor: minor().notNull(),
    paidByRunId: text().references(() => runs.id),
  },
  (t) => [
    uniqueIndex('held_payables_once').on(t.runId, t.employeeId, t.component, t.gate),
    index('held_payables_open').on(t.paidByRunId, t.employeeId),
  ],
)

/** Sales volumes that a piece rate pays, with their source row. */
export const productCredits = sqliteTable(
  'product_credits',
  {
    id: text().primaryKey(),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    product: text().notNull(),
    /** Decimal text in the product's unit. */
    volume: text().notNull(),
    splitBp: integer().notNull(),
    creditedOn: day().notNull(),
    /** The deal; the splits of one deal sum to 10000. */
    deal: text().notNull(),
    /** The file that it came in, by name and digest, and its row there. */
    fileName: text(),
    fileDigest: text(),
    sourceRow: integer(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [
    index('product_credits_of_employee').on(t.employeeId, t.creditedOn),
    index('product_credits_day').on(t.creditedOn),
    index('product_credits_of_product').on(t.product, t.creditedOn),
    index('product_credits_deal').on(t.deal),
  ],
)

/** What a person is to sell of a product in a cycle, for tiers in percent of target. */
export const productTargets = sqliteTable(
  'product_targets',
  {
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    product: text().notNull(),
    /** Decimal text in the product's unit. */
    volume: text().notNull(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.cycleId, t.employeeId, t.product] })],
)

export const honours = sqliteTable('honours', {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  name: words().notNull(),
  criteria: words().notNull(),
  awardMinor: minor(),
  revision: revision(),
})

export const honourGrants = sqliteTable(
  'honour_grants',
  {
    id: text().primaryKey(),
    honourId: text()
      .notNull()
      .references(() => honours.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    grantedOn: day().notNull(),
    citation: text().notNull(),
    grantedBy: text().notNull(),
    grantedAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [
    index('honour_grants_of_employee').on(t.employeeId, t.grantedOn),
    index('honour_grants_day').on(t.grantedOn),
    uniqueIndex('honour_grants_once').on(t.honourId, t.employeeId, t.grantedOn).where(sql`${t.withdrawnAt} is null`),
  ],
)
