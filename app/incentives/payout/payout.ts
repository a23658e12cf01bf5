/**
 * The payout engine on exact decimals: the truth that the compiled one is held to. Two passes over plain frozen data,
 * in chunks of any size and any order: `weigh` everyone, `fund` the pools, `pay` everyone.
 *
 * Stages: eligibility → proration → components → gates → caps → adjustments → rounding → deferral → payable.
 * A money line is rounded once, half away from zero: what gates and caps take is the difference of the rounded exact
 * amounts before and after them, so that `calculated + adjusted = forfeited + cut + awarded` holds in whole units. The
 * annual cap and adjustments are whole already.
 *
 * Rules of the steps and their inputs (money in minor units, four places at most while it is exact):
 *   target                        post unit from to baseMinor months percent days unpaidDays ofDays fte
 *   unit-multiplier               unit score
 *   individual-multiplier-rating  rating
 *   individual-multiplier-score   score rating payScore
 *   target-bonus-part             targetMinor unitMultiplier individualMultiplier
 *   target-bonus                  parts
 *   pool-weight                   targetDays individualMultiplier gateFactor
 *   pool-share                    pool unit poolMinor weight totalWeight people  (hide totals when people < 5)
 *   credit                        product volume shareBp
 *   tier-marginal                 from to volume price
 *   tier-retroactive              from volume price
 *   accelerator                   above factor payAbove
 *   product-cap                   before mostMinor
 *   honour                        on
 *   gate-met · gate-forfeit · gate-reduce · gate-hold   condition subject asOf before factor
 *   gate-weighed                  the same, where a pool that redistributes has the factor in its weights
 *   cap-component                 before limit
 *   round                         exact toMinor
 *   cap-annual                    ratio fixedPayMinor yearAwardedMinor runMinor roomMinor lineMinor (result: what is cut)
 *   adjustment                    reason before minor
 *   defer                         riskClass percent payableMinor
 *   instalment                    no dueOn
 *   payable                       awardedMinor deferredMinor heldMinor
 *   carried-held · carried-vested source plan component dueOn
 */
import { Decimal, decimal, decimalText } from '#app/kernel/decimal.ts'
import { type Minor, wholeMinor } from '#app/kernel/money.ts'
import { done, type Outcome } from '#app/kernel/result.ts'
import { step } from '#app/kernel/step.ts'
import { deferralRule } from '../deferrals/deferral.ts'
import { honourAward } from '../honours/honour-award.ts'
import type { Component } from '../plans/plan.ts'
import { contextOf, missingFor, type RunContext } from '../runs/run-context.ts'
import { controlOf } from '../runs/run-control.ts'
import { annualRoom, cutToFit, limitOfCap } from './caps.ts'
import { type ComponentPay, shown } from './component-pay.ts'
import { gateSteps, gatesOn } from './gates.ts'
import { awardedOf, carry, type Draft, settle } from './line-settlement.ts'
import { pieceRate } from './piece-rate.ts'
import { type Funded, type FundRefusal, type FundRefused, fund, shareOf, weighFor } from './pool-share.ts'
import { eligibleParts, mostFte, otherCurrency, type Part, partsInPeriod, partsOf } from './proration.ts'
import type { EmployeeInput, RunInput } from './run-input.ts'
import type { ExceptionCode, ExplainedLine, PoolWeight, RunControl, RunException } from './run-result.ts'
import { splitExceptions } from './split-credit.ts'
import { targetBonus } from './target-bonus.ts'

export type Paid = { lines: ExplainedLine[]; exceptions: RunException[] }

/** First pass of one employee. What cannot be weighed is said in the second. */
export const weigh = (context: RunContext, employee: EmployeeInput): PoolWeight[] => {
  const parts = eligibleParts(context, employee)
  return context.plan.components.flatMap((component) => {
    if (component.kind !== 'pool-share') return []
    const weighed = weighFor(context, component, employee, partsOf(component, parts))
    return weighed.ok ? weighed.value.weights : []
  })
}

/** Second pass of one employee: a line for each component that concerns them, then what earlier runs left to pay. */
export const pay = (context: RunContext, funded: Funded, employee: EmployeeInput): Paid => {
  const parts = eligibleParts(context, employee)
  const exceptions: RunException[] = []
  const except = (
    component: string,
    { code, subject }: { code: ExceptionCode; subject: string },
    severity: 'error' | 'warning' = 'error',
  ) => exceptions.push({ employee: employee.number, component, code, severity, subject })
  const other = otherCurrency(context, employee)
  if (other !== undefined) except('', { code: 'other-currency', subject: other })
  const full = mostFte(parts)
  if (full.gt(1)) except('', { code: 'over-full-time', subject: decimalText(full) }, 'warning')
  const drafts = context.plan.components.flatMap((component): Draft[] => {
    const paid = payComponent(context, funded, component, employee, partsOf(component, parts))
    if (!paid.ok) except(component.code, paid.error.detail ?? { code: 'no-target', subject: component.code })
    if (!paid.ok || !paid.value) return []
    const missing = missingFor(context, component.code, employee)
    if (!missing) return [gateAndCap(context, component, employee, paid.value)]
    except(component.code, missing)
    return []
  })
  capYear(context, employee, drafts)
  adjust(employee, drafts)
  const rule = deferralRule(context.plan.deferral, parts.length > 0 ? parts : partsInPeriod(context, employee))
  return {
    lines: [
      ...drafts.map((draft) => settle(context, employee, draft, rule)),
      ...employee.held.map((each) => carry(employee, each, 'held')),
      ...employee.vested.map((each) => carry(employee, each, 'vested')),
    ],
    exceptions,
  }
}

const payComponent = (
  context: RunContext,
  funded: Funded,
  component: Component,
  employee: EmployeeInput,
  parts: readonly Part[],
): Outcome<ComponentPay | null, 'exception', { code: ExceptionCode; subject: string }> => {
  if (parts.length === 0) return done(null)
  switch (component.kind) {
    case 'target-bonus':
      return targetBonus(context, component, employee, parts)
    case 'piece-rate':
      return pieceRate(component, employee, context.plan.currency)
    case 'honour-award':
      return honourAward(component, employee)
    case 'pool-share': {
      const weighed = weighFor(context, component, employee, parts)
      if (!weighed.ok) return weighed
      const { weights, steps } = weighed.value
      if (weights.length === 0) return done(null)
      const shared = shareOf(funded, weights)
      const target = Decimal.sum(...weights.map((each) => each.target)).div(context.periodDays)
      return done({ exact: decimal(shared.minor), target, steps: [...steps, ...shared.steps] })
    }
  }
}

const gateAndCap = (context: RunContext, component: Component, employee: EmployeeInput, paid: ComponentPay): Draft => {
  const shares = component.kind === 'pool-share'
  const toMinor = shares ? 1 : context.plan.roundingMinor
  // A pool that redistributes has taken the factor out of the weight already.
  const taken = shares && component.redistribute
  const steps = [...paid.steps, ...gateSteps(context, component.code, employee, paid.exact, taken)]
  const { factor, heldBy } = gatesOn(context, component.code, employee)
  const gated = taken ? paid.exact : paid.exact.times(factor)
  let capped = gated
  for (const cap of context.plan.caps.components.filter((each) => each.component === component.code)) {
    const limit = limitOfCap(cap, context, employee, paid.target)
    if (!limit?.lt(capped)) continue
    steps.push(step('cap-component', component.code, { before: shown(capped), limit: shown(limit) }, shown(limit)))
    capped = limit
  }
  const rounded = (exact: Decimal) => roundToMultiple(exact, toMinor)
  const [calculated, afterGates, afterCaps] = [rounded(paid.exact), rounded(gated), rounded(capped)]
  steps.push(step('round', component.code, { exact: shown(capped), toMinor }, afterCaps))
  const taking = { forfeited: calculated - afterGates, cut: afterGates - afterCaps }
  return { component: component.code, calculated, ...taking, adjusted: 0, steps, heldBy }
}

/** Half away from zero, to a whole multiple of `unit` minor units. */
export const roundToMultiple = (exact: Decimal, unit: number): Minor =>
  wholeMinor(exact.div(unit).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).times(unit)) + 0

const capYear = (context: RunContext, employee: EmployeeInput, drafts: Draft[]): void => {
  const room = annualRoom(context.plan.caps.annual?.ratio, employee.yearToDate)
  if (room === null) return
  const lines = drafts.map(awardedOf)
  const cuts = cutToFit(room, lines)
  for (const [index, draft] of drafts.entries()) {
    const cut = cuts[index] ?? 0
    if (cut === 0) continue
    const inputs = {
      fixedPayMinor: employee.yearToDate.fixedPayMinor,
      lineMinor: lines[index] ?? 0,
      ratio: context.plan.caps.annual?.ratio ?? '',
      roomMinor: room,
      runMinor: lines.reduce((total, line) => total + line, 0),
      yearAwardedMinor: employee.yearToDate.awardedMinor,
    }
    draft.steps.push(step('cap-annual', draft.component, inputs, cut))
    draft.cut += cut
  }
}

/** An adjustment of a component that gave no line makes one. */
const adjust = (employee: EmployeeInput, drafts: Draft[]): void => {
  for (const { component, minor, reason } of employee.adjustments) {
    let draft = drafts.find((each) => each.component === component)
    if (!draft) {
      draft = { component, calculated: 0, forfeited: 0, cut: 0, adjusted: 0, steps: [], heldBy: [] }
      drafts.push(draft)
    }
    const before = awardedOf(draft)
    draft.adjusted += minor
    draft.steps.push(step('adjustment', component, { before, minor, reason }, before + minor))
  }
}

export type RunResult = { lines: ExplainedLine[]; exceptions: RunException[]; control: RunControl }

/** A whole run at once: for examples, what-if and the calculator. Lines in order of employee number. */
export const calculate = (input: RunInput): Outcome<RunResult, FundRefusal, FundRefused> => {
  const context = contextOf(input.frame)
  const employees = [...input.employees].sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0))
  const funded = fund(
    context,
    employees.flatMap((employee) => weigh(context, employee)),
  )
  if (!funded.ok) return funded
  const paid = employees.map((employee) => pay(context, funded.value, employee))
  const lines = paid.flatMap((each) => each.lines)
  const exceptions = [...paid.flatMap((each) => each.exceptions), ...splitExceptions(employees)]
  return done({ lines, exceptions, control: controlOf(lines, funded.value) })
}
