/**
 * One explained arithmetic step: what was done (`rule`, a language-neutral key), on what (`label`: the code of the KPI
 * line, gate, pool, part … concerned, or the rule itself), with which inputs, and what came out. Decimals are text,
 * money is whole minor units; a step is one canonical JSON value that a person can redo with a calculator.
 */
import type { Json } from './canonical.ts'

export type Step = {
  readonly label: string
  readonly rule: string
  readonly inputs: { readonly [key: string]: Json }
  readonly result: Json
}

/**
 * Fields stand in the order of canonical JSON, and those of `inputs` had better too: a run writes two million steps, and
 * what is in order is written several times faster.
 */
export const step = (rule: string, label: string, inputs: Step['inputs'], result: Json): Step => ({
  inputs,
  label,
  result,
  rule,
})
