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
}

/**
 * The differing lines; equal ones leave none. `concerned` limits a correction to some employees (a full
 * reallocation leaves it out). A person who was paid and no longer comes up gets the whole back as a negative line.
 */
export const differences = (
  corrected: readonly ExplainedLine[],
  released: readonly ReleasedLine[],
  concerned?: ReadonlySet<string>,
): ExplainedLine[] => {
  const now = new Map(corrected.filter((line) => line.kind === 'component').map((line) => [keyOf(line), line]))
  const before = new Map<string, ReleasedLine[]>()
  for (const line of released) before.set(keyOf(line), [...(before.get(keyOf(line)) ?? []), line])
  return [...new Set([...now.keys(), ...before.keys()])].sort().flatMap((key) => {
    const line = difference(now.get(key), before.get(key) ?? [])
    return line && (!concerned || concerned.has(line.employee)) ? [line] : []
  })
}
const keyOf = (line: { employee: string; component: string }): string => `${line.employee}\u0000${line.component}`

const difference = (now: ExplainedLine | undefined, before: readonly ReleasedLine[]): ExplainedLine | null => {
  const named = now ?? before[0]
  if (!named) return null
  const delta = (field: keyof Amounts): number =>
    (now?.[field] ?? 0) - before.reduce((total, line) => total + line[field], 0)
  const values = Object.fromEntries(amounts.map((field) => [field, delta(field)])) as Record<keyof Amounts, number>
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
    heldBy: now?.heldBy ?? [],
    steps,
  }
}

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
