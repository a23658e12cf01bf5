/**
 * A correction never edits a released run: it is a further run whose lines are the differences between a corrected
 * calculation and everything released for the same plan and period so far. In a pool, other people's shares stand
 * after release: a correction changes the lines of those it concerns, from the reserve, unless HR orders a full
 * reallocation (then all of a recalculation is compared).
 */
import { step } from '#app/kernel/step.ts'
import type { ExplainedLine, Instalment, PayLine } from '../payout/run-result.ts'

const amounts = [
  'calculatedMinor',
  'forfeitedMinor',
  'cutMinor',
  'adjustedMinor',
  'awardedMinor',
  'deferredMinor',
  'heldMinor',
  'payableMinor',
] as const
type Amounts = Pick<PayLine, (typeof amounts)[number]>
/** What was released so far for one employee × component; several runs may be listed for one, they add up. */
export type ReleasedLine = Amounts & {
  employee: string
  component: string
  run: string
  instalments: readonly Instalment[]
  /** Gates that held it. */
  heldBy: readonly string[]
}

type Limits = {
  /** Limits a correction to some employees; a full reallocation leaves it out. */
  concerned?: ReadonlySet<string>
  /** Recomputed as it was calculated when what had been held and is not any more was paid here as well. */
  byFirstRules?: boolean
}

/**
 * The differing lines; equal ones leave none. A person who was paid and no longer comes up gets the whole back as a
 * negative line.
 */
export const differences = (
  corrected: readonly ExplainedLine[],
  released: readonly ReleasedLine[],
  { concerned, byFirstRules = false }: Limits = {},
): ExplainedLine[] => {
  const now = new Map(corrected.filter((line) => line.kind === 'component').map((line) => [keyOf(line), line]))
  const before = new Map<string, ReleasedLine[]>()
  for (const line of released) before.set(keyOf(line), [...(before.get(keyOf(line)) ?? []), line])
  return [...new Set([...now.keys(), ...before.keys()])].sort().flatMap((key) => {
    const line = difference(now.get(key), before.get(key) ?? [], byFirstRules)
    return line && (!concerned || concerned.has(line.employee)) ? [line] : []
  })
}
const keyOf = (line: { employee: string; component: string }): string => `${line.employee}\u0000${line.component}`

const difference = (
  now: ExplainedLine | undefined,
  before: readonly ReleasedLine[],
  byFirstRules: boolean,
): ExplainedLine | null => {
  const named = now ?? before[0]
  if (!named) return null
  const delta = (field: keyof Amounts): number =>
    (now?.[field] ?? 0) - before.reduce((total, line) => total + line[field], 0)
  const values = Object.fromEntries(amounts.map((field) => [field, delta(field)])) as Record<keyof Amounts, number>
  // What was held waits as a payable of its own, which a later run pays, or has paid: once it is held no more, only what
  // there is beside it is paid here.
  if (now && now.heldBy.length === 0 && !byFirstRules) {
    values.payableMinor += values.heldMinor
    values.heldMinor = 0
  }
  const instalments = instalmentDifferences(
    now?.instalments ?? [],
    before.flatMap((line) => [...line.instalments]),
  )
  if (amounts.every((field) => values[field] === 0) && instalments.length === 0) return null
  const releasedMinor = before.reduce((total, line) => total + line.awardedMinor, 0)
  const inputs = { correctedMinor: now?.awardedMinor ?? 0, releasedMinor, runs: before.map((line) => line.run) }
  const steps = [...(now?.steps ?? []), step('correction', named.component, inputs, values.awardedMinor)]
  return {
    ...values,
    employee: named.employee,
    component: named.component,
    kind: 'component',
    instalments,
    heldBy: now?.heldBy ?? (byFirstRules ? [] : heldOnce(before)),
    steps,
  }
}

/** Nobody is held who does not come up; what was is taken back where it waits. */
const heldOnce = (before: readonly ReleasedLine[]): string[] => [...new Set(before.flatMap(({ heldBy }) => heldBy))]

/** By due date: instalments of a correction fall on the days of those that they correct. */
const instalmentDifferences = (now: readonly Instalment[], before: readonly Instalment[]): Instalment[] => {
  const byDay = new Map<string, number>()
  for (const { dueOn, minor } of now) byDay.set(dueOn, (byDay.get(dueOn) ?? 0) + minor)
  for (const { dueOn, minor } of before) byDay.set(dueOn, (byDay.get(dueOn) ?? 0) - minor)
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, minor]) => minor !== 0)
    .map(([dueOn, minor], index) => ({ no: index + 1, dueOn, minor }))
}
