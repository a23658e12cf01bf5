/** The portable JSON of a plan. `planForm` takes drafts; `wholePlanForm` what can be calculated with. */
import * as z from 'zod/mini'
import {
  codeForm,
  currencyForm,
  dayForm,
  decimalForm,
  fromZeroForm,
  listOf,
  minorForm,
  minorFromZeroForm,
  type PortableFault,
  percentForm,
  positiveForm,
  readPortable,
  ruledBy,
  wordsForm,
} from '#app/kernel/portable.form.ts'
import type { Outcome } from '#app/kernel/result.ts'
import { employeeForm, settingForm } from '../runs/run-input.form.ts'
import { gateEffects, type IncentivePlan, riskClasses } from './plan.ts'
import { planFaults } from './plan-fault.ts'

const codes = listOf(codeForm)
const named = { code: codeForm, name: wordsForm }
const targetsForm = listOf(z.strictObject({ posts: z.optional(codes), percent: fromZeroForm }), 200)
const count = (most: number) => z.int().check(z.minimum(0), z.maximum(most))

const productForm = z.strictObject({
  product: codeForm,
  name: wordsForm,
  mode: z.enum(['marginal', 'retroactive']),
  basis: z.enum(['volume', 'percent-of-target']),
  tiers: listOf(z.strictObject({ from: fromZeroForm, price: decimalForm }), 50).check(z.minLength(1)),
  accelerator: z.optional(z.strictObject({ above: fromZeroForm, factor: fromZeroForm })),
  mostMinor: z.optional(minorFromZeroForm),
})
const componentForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('target-bonus'),
    ...named,
    posts: z.optional(codes),
    targets: targetsForm,
    unitTable: z.optional(codeForm),
    individualTable: z.optional(codeForm),
  }),
  z.strictObject({
    kind: z.literal('pool-share'),
    ...named,
    posts: z.optional(codes),
    pool: codeForm,
    targets: targetsForm,
    individualTable: z.optional(codeForm),
    redistribute: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('piece-rate'),
    ...named,
    posts: z.optional(codes),
    products: listOf(productForm, 200).check(z.minLength(1)),
  }),
  z.strictObject({
    kind: z.literal('honour-award'),
    ...named,
    posts: z.optional(codes),
    awards: listOf(z.strictObject({ honour: codeForm, name: wordsForm, minor: minorFromZeroForm }), 200),
  }),
])

const scoreRows = listOf(z.strictObject({ from: decimalForm, multiplier: fromZeroForm }), 100).check(z.minLength(1))
const tableForm = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rating'),
    ...named,
    rows: listOf(z.strictObject({ rating: codeForm, multiplier: fromZeroForm }), 50),
  }),
  z.strictObject({ kind: z.literal('steps'), ...named, rows: scoreRows }),
  z.strictObject({ kind: z.literal('straight'), ...named, rows: scoreRows }),
])

const fundingForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), minor: minorFromZeroForm }),
  z.strictObject({ kind: z.literal('rate'), result: codeForm, percent: fromZeroForm }),
  z.strictObject({ kind: z.literal('targets'), percent: fromZeroForm }),
])
const poolForm = z.strictObject({
  ...named,
  funding: fundingForm,
  reservePercent: z.optional(percentForm),
  units: z.optional(listOf(z.strictObject({ unit: codeForm, weight: fromZeroForm })).check(z.minLength(1))),
})

const conditionForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certified'), certification: codeForm }),
  z.strictObject({ kind: z.literal('no-open-violation'), severities: codes }),
  z.strictObject({ kind: z.literal('rating-in'), ratings: codes }),
  z.strictObject({ kind: z.literal('score-at-least'), score: decimalForm }),
  z.strictObject({ kind: z.literal('result-at-least'), result: codeForm, value: decimalForm }),
])
const gateForm = z.strictObject({
  ...named,
  components: z.optional(codes),
  condition: conditionForm,
  effect: z.enum(gateEffects),
  factor: z.optional(fromZeroForm),
})
const capsForm = z.strictObject({
  components: listOf(
    z.strictObject({
      component: codeForm,
      mostMinor: z.optional(minorFromZeroForm),
      mostPercentOfTarget: z.optional(fromZeroForm),
      unless: z.optional(conditionForm),
    }),
    100,
  ),
  annual: z.optional(z.strictObject({ ratio: positiveForm })),
})
const deferralForm = z.strictObject({
  riskClass: z.enum(riskClasses),
  percent: percentForm,
  parts: listOf(z.int().check(z.minimum(1), z.maximum(1000)), 20).check(z.minLength(1)),
  everyMonths: z.int().check(z.minimum(1), z.maximum(120)),
})
const expectedForm = z.strictObject({
  employee: codeForm,
  component: codeForm,
  calculatedMinor: z.optional(minorForm),
  awardedMinor: z.optional(minorForm),
  payableMinor: z.optional(minorForm),
  heldMinor: z.optional(minorForm),
  deferredMinor: z.optional(minorForm),
  forfeitedMinor: z.optional(minorForm),
  cutMinor: z.optional(minorForm),
})
const exampleForm = z.strictObject({
  name: wordsForm,
  setting: settingForm,
  employees: listOf(employeeForm, 200),
  expected: listOf(expectedForm),
})

export const planForm: z.ZodMiniType<IncentivePlan> = z.strictObject({
  format: z.literal('echelon.plan'),
  version: z.literal(1),
  ...named,
  currency: currencyForm,
  period: z.strictObject({ from: dayForm, to: dayForm, months: z.int().check(z.minimum(1), z.maximum(12)) }),
  population: z.strictObject({
    posts: z.optional(codes),
    units: z.optional(codes),
    minimumDays: z.optional(count(366)),
    employedAtEnd: z.optional(z.boolean()),
  }),
  unpaidAbsences: codes,
  components: listOf(componentForm, 50),
  tables: listOf(tableForm, 100),
  pools: listOf(poolForm, 50),
  gates: listOf(gateForm, 50),
  caps: capsForm,
  roundingMinor: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  deferral: listOf(deferralForm, 10),
  payment: z.strictObject({ monthsAfter: count(24), day: z.int().check(z.minimum(1), z.maximum(31)) }),
  examples: listOf(exampleForm, 100),
})
export const wholePlanForm: z.ZodMiniType<IncentivePlan> = planForm.check(ruledBy(planFaults))

/** Reads a plan file; refused with faults that point into it. */
export const readPlan = (json: unknown): Outcome<IncentivePlan, 'malformed', PortableFault[]> =>
  readPortable(wholePlanForm, json)
