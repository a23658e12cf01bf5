/**
 * Engine: people × 8 KPIs × 3 components, scored and paid on exact numbers, against a bare loop in doubles over plain
 * objects with the same curves and tiers — no steps, no rounding — in the same process. Medians of five; the steps of
 * one person on demand.
 */
import { compile } from '#app/incentives/payout/compiled.ts'
import type { EmployeeInput } from '#app/incentives/payout/run-input.ts'
import { compileScorecard, hundredthsText, type Scored } from '#app/performance/compiled-scorecard.ts'
import { type BarePerson, frameFor, type Person, people } from './bank.ts'
import { lines, rules } from './terms.ts'

export type EngineFigures = {
  people: number
  engineMs: number
  bareMs: number
  ratio: number
  /** Milliseconds of CPU of one core. */
  cpuMs: number
  explainMs: number
  perPersonUs: number
  /** Greatest minus least of the five, as a share of the median. */
  noise: number
  check: { totalMinor: number; bareTotal: number }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export const benchEngine = (count = 100_000, times = 5): EngineFigures => {
  const bank = people(count)
  const frame = frameFor(count)
  const engine: number[] = []
  const bare: number[] = []
  const cpu: number[] = []
  let [totalMinor, bareTotal] = [0, 0]
  // Warm-up over as many people whatever the size, so that both loops are measured as the compiler leaves them.
  for (let round = 0 - Math.max(2, Math.ceil(200_000 / count)); round < times; round += 1) {
    globalThis.gc?.()
    const before = process.cpuUsage()
    const started = performance.now()
    totalMinor = payAll(bank, frame).total
    const took = performance.now() - started
    const used = process.cpuUsage(before)
    const bareStarted = performance.now()
    bareTotal = bareLoop(
      bank.map((person) => person.bare),
      count,
    )
    const bareTook = performance.now() - bareStarted
    if (round < 0) continue
    engine.push(took)
    bare.push(bareTook)
    cpu.push((used.user + used.system) / 1000)
  }
  const { run, inputs } = payAll(bank, frame)
  const explainStarted = performance.now()
  const asked = inputs.filter((_, index) => index % Math.ceil(count / 50) === 0)
  for (const input of asked) run.explain(input)
  const explainMs = (performance.now() - explainStarted) / asked.length
  const [engineMs, bareMs] = [median(engine), median(bare)]
  return {
    people: count,
    engineMs,
    bareMs,
    ratio: engineMs / bareMs,
    cpuMs: median(cpu),
    explainMs,
    perPersonUs: (engineMs * 1000) / count,
    noise: (Math.max(...engine) - Math.min(...engine)) / engineMs,
    check: { totalMinor, bareTotal: Math.round(bareTotal) },
  }
}

const payAll = (bank: readonly Person[], frame: ReturnType<typeof frameFor>) => {
  const score = compileScorecard(lines, rules)
  const run = compile(frame)
  const inputs: EmployeeInput[] = []
  for (const { entries, input } of bank) {
    const scored = withAppraisal(input, appraisalOf(score(entries)))
    inputs.push(scored)
    run.weigh(scored)
  }
  const funded = run.fund()
  if (!funded.ok) throw new Error(funded.error.code)
  let total = 0
  for (const input of inputs) for (const line of run.pay(input).lines) total += line.awardedMinor
  return { run, inputs, total }
}

/** What a card's score is to a run; none where the card has no score. */
export const appraisalOf = ({ hundredths, finalRating, band }: Scored): EmployeeInput['appraisal'] =>
  hundredths === null || finalRating === null || band === null
    ? undefined
    : { score: hundredthsText(hundredths), rating: finalRating, band }
export const withAppraisal = (input: EmployeeInput, appraisal: EmployeeInput['appraisal']): EmployeeInput =>
  appraisal ? { ...input, appraisal } : input

const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value)
const levelPoints = [0, 40, 60, 80, 100, 110]
const bareScore = ({ actuals }: BarePerson): number => {
  const [deposits = 0, errors = 0, loans = 0, waiting = 0, cards = 0, complaints = 0, attitude = 0, teamwork = 0] =
    actuals
  const ofLoans =
    loans < 620
      ? 0
      : loans < 1997
        ? 50 + (50 * (loans - 620)) / 1377
        : loans < 2400
          ? 100 + (20 * (loans - 1997)) / 403
          : 120
  const ofWaiting =
    waiting <= 4
      ? 120
      : waiting < 8
        ? 120 - (20 * (waiting - 4)) / 4
        : waiting < 20
          ? 100 - (100 * (waiting - 8)) / 12
          : 0
  const ofCards = cards < 10 ? 0 : cards < 25 ? 70 : 100
  return (
    0.2 * clamp((100 * deposits) / 500, 0, 120) +
    0.1 * clamp(100 * (2 - errors / 3), 0, 120) +
    0.15 * ofLoans +
    0.1 * ofWaiting +
    0.1 * ofCards +
    0.15 * Math.max(0, 100 - 12.5 * complaints) +
    0.1 * (levelPoints[attitude] ?? 0) +
    0.1 * (levelPoints[teamwork] ?? 0)
  )
}

/** The naive program that a spreadsheet would be: doubles, no steps, no rounding, nothing that adds up. */
const bareLoop = (bank: readonly BarePerson[], count: number): number => {
  const results = bank.map((person) => {
    const score = bareScore(person)
    const multiplier = score >= 95 ? 1.3 : score >= 80 ? 1 : score >= 60 ? 0.7 : 0
    const pay = person.base * 3 * (person.days / 92) * person.fte
    return { person, multiplier, pay, weight: pay * 0.1 * multiplier }
  })
  let weights = 0
  for (const { weight } of results) weights += weight
  let total = 0
  const paid = results.map(({ person, multiplier, pay, weight }) => {
    const unit = person.unitScore >= 90 ? 1.1 : person.unitScore >= 80 ? 1 : 0.8
    const bonus = pay * (person.teller ? 0.15 : 0.2) * unit * multiplier
    const share = (count * 100_001 * weight) / weights
    const cards = (Math.min(person.cards, 10) * 20 + Math.max(0, person.cards - 10) * 30) * 100
    const sum = bonus + share + cards
    const awarded = Math.min(sum, person.fixed * 3)
    total += awarded
    const deferred = person.risky ? awarded * 0.4 : 0
    return { bonus, share, cards, awarded, deferred, held: person.certified ? 0 : bonus }
  })
  return paid.length === count ? total : 0
}
