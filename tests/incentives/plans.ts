import { calculate, type RunResult } from '#app/incentives/payout/payout.ts'
import {
  type AppraisalInput,
  type EmployeeInput,
  type PartInput,
  type RunFrame,
  type RunSetting,
  ruleVersion,
} from '#app/incentives/payout/run-input.ts'
import type { ExplainedLine } from '#app/incentives/payout/run-result.ts'
import type { IncentivePlan, Pool, PoolShare } from '#app/incentives/plans/plan.ts'

const name = { en: 'sample', 'zh-CN': '示例' }

export const plan = (more: Partial<IncentivePlan> = {}): IncentivePlan => ({
  format: 'echelon.plan',
  version: 1,
  code: 'sample',
  name,
  currency: 'CNY',
  period: { from: '2026-07-01', to: '2026-09-30', months: 3 },
  population: {},
  unpaidAbsences: ['unpaid'],
  components: [{ kind: 'target-bonus', code: 'bonus', name, targets: [{ percent: '20' }] }],
  tables: [
    {
      code: 'rating',
      name,
      kind: 'rating',
      rows: [
        { rating: 'A', multiplier: '1.2' },
        { rating: 'B', multiplier: '1' },
        { rating: 'C', multiplier: '0' },
      ],
    },
    {
      code: 'score',
      name,
      kind: 'straight',
      rows: [
        { from: '60', multiplier: '0.5' },
        { from: '80', multiplier: '1' },
        { from: '95', multiplier: '1.5' },
      ],
    },
    {
      code: 'unit',
      name,
      kind: 'steps',
      rows: [
        { from: '0', multiplier: '0.8' },
        { from: '90', multiplier: '1.1' },
      ],
    },
  ],
  pools: [],
  gates: [],
  caps: { components: [] },
  roundingMinor: 1,
  deferral: [],
  payment: { monthsAfter: 1, day: 15 },
  examples: [],
  ...more,
})

/** A component that shares the pool P by ten per cent of base. */
export const poolShare = (more: Partial<PoolShare> = {}): PoolShare => ({
  kind: 'pool-share',
  code: 'share',
  name,
  pool: 'P',
  targets: [{ percent: '10' }],
  redistribute: false,
  ...more,
})

/** The pool P, of a fixed amount. */
export const fixedPool = (minor: number, more: Partial<Pool> = {}): Pool => ({
  code: 'P',
  name,
  funding: { kind: 'fixed', minor },
  ...more,
})

export const setting = (more: Partial<RunSetting> = {}): RunSetting => ({
  asOf: '2026-10-10',
  payOn: '2026-10-15',
  units: [
    { code: 'HO', parent: null, score: '85' },
    { code: 'B1', parent: 'HO', score: '92' },
    { code: 'B1S1', parent: 'B1' },
    { code: 'B2', parent: 'HO' },
  ],
  results: [],
  ...more,
})
export const frame = (more: Partial<IncentivePlan> = {}, given: Partial<RunSetting> = {}): RunFrame => ({
  ...setting(given),
  ruleVersion,
  plan: plan(more),
})

export const appraisals: Record<'A' | 'B' | 'C', AppraisalInput> = {
  A: { score: '96', rating: 'A', band: { least: '95', most: null } },
  B: { score: '85', rating: 'B', band: { least: '80', most: '95' } },
  C: { score: '70', rating: 'C', band: { least: '0', most: '80' } },
}

export const part = (more: Partial<PartInput> = {}): PartInput => ({
  from: '2020-01-01',
  to: null,
  fte: '1',
  baseMinor: 1_000_000,
  post: 'teller',
  unit: 'B1S1',
  riskClass: 'ordinary',
  unpaidDays: 0,
  ...more,
})

export const employee = (number: string, more: Partial<EmployeeInput> = {}): EmployeeInput => ({
  number,
  parts: [part()],
  appraisal: appraisals.B,
  certifications: [],
  violations: [],
  credits: [],
  targets: [],
  honours: [],
  adjustments: [],
  held: [],
  vested: [],
  yearToDate: { awardedMinor: 0, fixedPayMinor: 9_000_000 },
  ...more,
})

export const run = (runFrame: RunFrame, employees: readonly EmployeeInput[]): RunResult => {
  const outcome = calculate({ frame: runFrame, employees })
  if (!outcome.ok) throw new Error(`${outcome.error.code} ${JSON.stringify(outcome.error.detail)}`)
  return outcome.value
}
export const lineOf = (runFrame: RunFrame, one: EmployeeInput): ExplainedLine => {
  const { lines, exceptions } = run(runFrame, [one])
  const [line] = lines
  if (!line) throw new Error(`no line: ${JSON.stringify(exceptions)}`)
  return line
}

/** As a frame was frozen before it said by which rules. */
export const frozenByFirstRules = ({ ruleVersion: _, ...frozen }: RunFrame): RunFrame =>
  JSON.parse(JSON.stringify(frozen))
