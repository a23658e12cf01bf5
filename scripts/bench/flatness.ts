/**
 * What a person costs the engine in banks of different sizes, in chunks as a run takes them: read, scored and weighed;
 * then, when the pools are funded, read again and paid. Whoever is done with is let go, so that a large bank costs what
 * its people do and not what holding all of them would. Reading, here the making of people, is not counted.
 */
import { compile } from '#app/incentives/payout/compiled.ts'
import type { EmployeeInput } from '#app/incentives/payout/run-input.ts'
import { compileScorecard } from '#app/performance/compiled-scorecard.ts'
import { frameFor, people } from './bank.ts'
import { appraisalOf, withAppraisal } from './engine.ts'
import { type Measured, median, noiseOf } from './target.ts'
import { lines, rules } from './terms.ts'

const sizes = [1_000, 10_000, 100_000, 1_000_000] as const
const times = 5
/** A run's chunk (incentives/runs). */
const chunk = 500
/** Small banks are paid again and again within a round, since a few milliseconds are mostly noise. */
const leastOfARound = 20_000

const usSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** Microseconds of processor a person, collecting included. */
const payInChunks = (count: number): number => {
  const score = compileScorecard(lines, rules)
  const run = compile(frameFor(count))
  const appraisals: EmployeeInput['appraisal'][] = []
  let us = 0
  for (let first = 0; first < count; first += chunk) {
    const read = people(chunk, first)
    const before = process.cpuUsage()
    for (const { entries, input } of read) {
      const appraisal = appraisalOf(score(entries))
      appraisals.push(appraisal)
      run.weigh(withAppraisal(input, appraisal))
    }
    us += usSince(before)
  }
  const before = process.cpuUsage()
  const funded = run.fund()
  if (!funded.ok) throw new Error(funded.error.code)
  us += usSince(before)
  for (let first = 0; first < count; first += chunk) {
    const read = people(chunk, first)
    const before = process.cpuUsage()
    for (const [at, { input }] of read.entries()) run.pay(withAppraisal(input, appraisals[first + at]))
    us += usSince(before)
  }
  return us / count
}

const roundOf = (count: number): number => {
  const each = Array.from({ length: Math.ceil(leastOfARound / count) }, () => payInChunks(count))
  return each.reduce((sum, cost) => sum + cost, 0) / each.length
}

/** Each size in turn, round after round, so that a slow minute of the machine meets all of them. */
export const benchFlatness = (): Measured[] => {
  for (let warmed = 0; warmed < 2; warmed += 1) payInChunks(100_000)
  const costs = new Map<number, number[]>(sizes.map((size) => [size, []]))
  for (let round = 0; round < times; round += 1)
    for (const [size, of] of costs) {
      globalThis.gc?.()
      of.push(roundOf(size))
    }
  const medians = [...costs].map(([size, of]) => ({ size, us: median(of) }))
  const all = medians.map(({ us }) => us)
  const [least, greatest] = [Math.min(...all), Math.max(...all)]
  return [
    {
      name: `engine, a person from ${sizes[0]} to ${sizes.at(-1)} people, from the middle`,
      value: (100 * (greatest - least)) / (greatest + least),
      unit: '%',
      most: 20,
      noise: Math.max(...[...costs.values()].map(noiseOf)),
      note: medians.map(({ size, us }) => `${us.toFixed(1)} µs among ${size}`).join(', '),
    },
  ]
}
