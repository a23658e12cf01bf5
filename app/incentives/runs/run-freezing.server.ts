/**
 * Freezing: everything that a run reads, as of its days, turned into the engine's plain inputs. Nothing that changes
 * afterwards changes the run.
 */
import { eq } from 'drizzle-orm'
import { dayOf, earlier, type Instant } from '#app/kernel/day.ts'
import { decimal, decimalText } from '#app/kernel/decimal.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import { certificatesHeld } from '#app/learning/certifications/certificates-held.server.ts'
import {
  type AbsenceSpan,
  type AssignmentPart,
  absencesBetween,
  assignmentParts,
} from '#app/organisation/assignments/assignments.server.ts'
import { employeeNumbers } from '#app/organisation/employees/employee-numbers.server.ts'
import { populationAfter, populationCount } from '#app/organisation/employees/population.server.ts'
import { settingsOn } from '#app/organisation/settings/settings.server.ts'
import { unitsOn } from '#app/organisation/units/units.server.ts'
import { finalRatings } from '#app/performance/final-ratings.server.ts'
import { unitScoresOf } from '#app/performance/unit-scores.server.ts'
import { violationsOf } from '#app/performance/veto-events.server.ts'
import type { Reader } from '#db/client.server.ts'
import { planVersions } from '#db/schema/incentives.ts'
import { fixedPay } from '../payout/fixed-pay.ts'
import { areCleared } from '../payout/gates.ts'
import { unpaidDays } from '../payout/proration.ts'
import { type EmployeeInput, type PartInput, type RunFrame, ruleVersion } from '../payout/run-input.ts'
import { employeesDue, heldOf, vestedOf } from './carried.server.ts'
import { monthsTouched } from './pay-period.ts'
import type { RunRow } from './run-calculation.server.ts'
import { contextOf } from './run-context.ts'
import { runsAdjusting } from './run-correction.server.ts'
import {
  adjustmentsOf,
  awardedBy,
  byEmployee,
  creditsOf,
  honoursOf,
  productTargetsOf,
  runsAwarding,
} from './run-facts.server.ts'
import { inputsAfter, type StoredInput } from './run-inputs.server.ts'

/** The plan with the run's own period, the unit tree at its end with scores, and unit scores as results by unit code. */
export const frameFor = async (db: Reader, run: RunRow, now: Instant): Promise<RunFrame> => {
  const [version] = await db
    .select({ definition: planVersions.definition })
    .from(planVersions)
    .where(eq(planVersions.id, run.planVersionId))
  if (!version) throw new Error(`run ${run.id} has no plan version`)
  const plan = version.definition
  const { timeZone } = await settingsOn(db, run.toOn)
  const units = await unitsOn(db, run.toOn)
  const codeOf = new Map(units.map((unit) => [unit.id, unit.code]))
  const scores = await unitScoresOf(db, run.cycleId)
  return {
    ruleVersion,
    plan: {
      ...plan,
      period: { ...plan.period, from: run.fromOn, to: run.toOn, months: monthsTouched(run.fromOn, run.toOn) },
    },
    asOf: dayOf(now, timeZone),
    payOn: run.payOn,
    units: units.map((unit) => {
      const score = scores.get(unit.id)
      return {
        code: unit.code,
        parent: unit.parentId ? (codeOf.get(unit.parentId) ?? null) : null,
        ...(score ? { score } : {}),
      }
    }),
    results: units.flatMap((unit) => {
      const score = scores.get(unit.id)
      return score ? [{ code: unit.code, value: score }] : []
    }),
  }
}

type Person = { id: string; number: string }

/** The next people: the population of the period, those with something due, and for a correction those paid before. */
const peopleAfter = async (
  db: Reader,
  run: RunRow,
  owed: readonly string[],
  after: string,
  count: number,
): Promise<Person[]> => {
  const population = await populationAfter(db, { unitPath: run.unitPath, from: run.fromOn, to: run.toOn, after, count })
  const due = owed.length > 0 ? await employeeNumbers(db, owed, after, count) : []
  const before = run.correctsRunId
    ? (await inputsAfter(db, run.correctsRunId, after, count)).map(({ employeeId, employeeNumber }) => ({
        id: employeeId,
        number: employeeNumber,
      }))
    : []
  const people = new Map([...population, ...due, ...before].map((person) => [person.number, person]))
  return [...people.values()].sort((a, b) => (a.number < b.number ? -1 : 1)).slice(0, count)
}

export const populationSize = (db: Reader, run: RunRow): Promise<number> =>
  populationCount(db, { unitPath: run.unitPath, from: run.fromOn, to: run.toOn })

/**
 * What earlier runs bring to this one, asked once for all of its people: `due` are those with something to be paid, whom
 * a regular run pays whether they are still here or not; `awarding` the runs that count to the year's awards; `adjusting`
 * those that a correction corrects and whose adjustments stand in it.
 */
export type EarlierRuns = { due: readonly string[]; awarding: readonly string[]; adjusting: readonly string[] }

export const earlierRuns = async (db: Reader, run: RunRow): Promise<EarlierRuns> => ({
  due:
    run.kind === 'regular'
      ? await employeesDue(db, { by: run.payOn, currency: run.currency, within: run.unitPath })
      : [],
  awarding: await runsAwarding(db, {
    year: run.toOn.slice(0, 4),
    currency: run.currency,
    besides: run.correctsRunId,
  }),
  adjusting: run.kind === 'correction' ? await runsAdjusting(db, run) : [],
})

/** Inputs of the next people after an employee number. */
export const freezeAfter = async (
  db: Reader,
  run: RunRow,
  past: EarlierRuns,
  after: string,
  count: number,
): Promise<StoredInput[]> => {
  const people = await peopleAfter(db, run, past.due, after, count)
  if (people.length === 0) return []
  const { frame, fromOn, toOn, currency } = run
  if (!frame) throw new Error(`run ${run.id} has no frame`)
  const ids = people.map(({ id }) => id)
  const january = `${toOn.slice(0, 4)}-01-01`
  const isRegular = run.kind === 'regular'
  const facts = {
    parts: byEmployee(await assignmentParts(db, ids, earlier(january, fromOn), toOn)),
    absences: byEmployee(await absencesBetween(db, ids, fromOn, toOn)),
    ratings: await finalRatings(db, run.cycleId, ids),
    certificates: byEmployee(await certificatesHeld(db, ids)),
    violations: byEmployee(await violationsOf(db, ids)),
    credits: byEmployee(await creditsOf(db, ids, fromOn, toOn, run.frozenAt)),
    targets: byEmployee(await productTargetsOf(db, ids, run.cycleId)),
    honours: byEmployee(await honoursOf(db, ids, fromOn, toOn)),
    adjustments: byEmployee(await adjustmentsOf(db, [...past.adjusting, run.id], ids)),
    held: byEmployee(isRegular ? await heldOf(db, ids, currency) : []),
    vested: byEmployee(isRegular ? await vestedOf(db, ids, { by: run.payOn, currency }) : []),
    awarded: await awardedBy(db, past.awarding, ids),
  }
  const context = contextOf(frame)
  return people.map(({ id, number }) => {
    const parts = facts.parts(id)
    const rating = facts.ratings.get(id)
    // In the order in which it is digested, as far as it goes: that is written several times faster.
    const input: EmployeeInput = {
      adjustments: facts.adjustments(id).map(({ employeeId: _, ...adjustment }) => adjustment),
      ...(rating ? { appraisal: rating } : {}),
      certifications: facts.certificates(id).map(({ certification, from, to }) => ({ certification, from, to })),
      credits: facts.credits(id).map(({ employeeId: _, ...credit }) => credit),
      held: [],
      honours: facts.honours(id).map(({ employeeId: _, ...honour }) => honour),
      number,
      parts: parts
        .filter((part) => part.to === null || part.to >= fromOn)
        .filter((part) => run.unitPath === '/' || isWithin(part.unitPath, run.unitPath))
        .map((part) => partInput(part, facts.absences(id), frame)),
      targets: facts.targets(id).map(({ product, volume }) => ({ product, volume })),
      vested: facts.vested(id).map(({ employeeId: _, ...instalment }) => instalment),
      violations: facts.violations(id).map(({ severity, from, to }) => ({ severity, from, to })),
      yearToDate: {
        awardedMinor: facts.awarded.get(id) ?? 0,
        fixedPayMinor: fixedPay(
          parts
            .filter((part) => part.currency === currency)
            .map(({ from, to, baseMinor, fteBp }) => ({ from, to, baseMinor, fte: fteOf(fteBp) })),
          january,
          toOn,
        ),
      },
    }
    const cleared = facts.held(id).filter(({ gates }) => areCleared(gates, context, input))
    return {
      employeeId: id,
      employeeNumber: number,
      input: { ...input, held: cleared.map(({ employeeId: _, gates: __, ...carried }) => carried) },
    }
  })
}

const fteOf = (bp: number): string => decimalText(decimal(bp).div(10_000))

/**
 * Days come out of proration when HR said so of the absence, or the plan of its kind. The currency is kept where it is
 * not the plan's.
 */
const partInput = (part: AssignmentPart, absences: readonly AbsenceSpan[], frame: RunFrame): PartInput => {
  const excluded = absences.filter(
    ({ kind, excludesProration }) => excludesProration || frame.plan.unpaidAbsences.includes(kind),
  )
  const kinds = [...new Set(excluded.map(({ kind }) => kind))]
  return {
    baseMinor: part.baseMinor,
    ...(part.currency !== frame.plan.currency && { currency: part.currency }),
    from: part.from,
    fte: fteOf(part.fteBp),
    post: part.postCode,
    riskClass: part.riskClass,
    to: part.to,
    unit: part.unitCode,
    unpaidDays: unpaidDays(excluded, part, frame.plan.period, kinds),
  }
}
