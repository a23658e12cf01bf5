/** The portable JSON of a run's setting and its employees' inputs: in examples and calculator files. */
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
  sentenceForm,
} from '#app/kernel/portable.form.ts'
import type { EmployeeInput, RunSetting } from '../payout/run-input.ts'
import { riskClasses } from '../plans/plan.ts'

export const settingForm: z.ZodMiniType<RunSetting> = z.strictObject({
  asOf: dayForm,
  payOn: dayForm,
  units: listOf(
    z.strictObject({ code: codeForm, parent: z.nullable(codeForm), score: z.optional(decimalForm) }),
    100_000,
  ),
  results: listOf(z.strictObject({ code: codeForm, value: decimalForm }), 10_000),
})

const carriedForm = z.strictObject({
  source: codeForm,
  component: codeForm,
  plan: codeForm,
  minor: minorForm,
  dueOn: dayForm,
})
export const employeeForm: z.ZodMiniType<EmployeeInput> = z.strictObject({
  number: codeForm,
  parts: listOf(
    z.strictObject({
      from: dayForm,
      to: z.nullable(dayForm),
      fte: fromZeroForm,
      baseMinor: minorFromZeroForm,
      currency: z.optional(currencyForm),
      post: codeForm,
      unit: codeForm,
      riskClass: z.enum(riskClasses),
      unpaidDays: z.int().check(z.minimum(0), z.maximum(366)),
    }),
    100,
  ),
  appraisal: z.optional(
    z.strictObject({
      score: decimalForm,
      rating: codeForm,
      band: z.strictObject({ least: decimalForm, most: z.nullable(decimalForm) }),
    }),
  ),
  certifications: listOf(z.strictObject({ certification: codeForm, from: dayForm, to: z.nullable(dayForm) })),
  violations: listOf(z.strictObject({ severity: codeForm, from: dayForm, to: z.nullable(dayForm) })),
  credits: listOf(
    z.strictObject({
      id: codeForm,
      product: codeForm,
      volume: decimalForm,
      shareBp: z.int().check(z.minimum(0), z.maximum(10_000)),
    }),
    100_000,
  ),
  targets: listOf(z.strictObject({ product: codeForm, volume: fromZeroForm })),
  honours: listOf(z.strictObject({ honour: codeForm, on: dayForm })),
  adjustments: listOf(z.strictObject({ component: codeForm, minor: minorForm, reason: sentenceForm })),
  held: listOf(carriedForm),
  vested: listOf(carriedForm),
  yearToDate: z.strictObject({ awardedMinor: minorForm, fixedPayMinor: minorFromZeroForm }),
})
