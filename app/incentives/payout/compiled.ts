/**
 * The payout engine compiled for whole banks: the same stages as payout.ts on fractions of safe integers, without
 * steps. Whatever leaves the safe range and every rarer thing (accelerators, returned credits, factors that do not
 * come out even) is asked of the decimal engine, person by person; a property test holds the two to the same lines.
 *
 * Call order: `weigh` everyone once, `fund`, then `pay` anyone — chunks of any size, people in any order. `explain`
 * gives one person's lines with their steps, on the funded pools.
 */
import { decimal } from '#app/kernel/decimal.ts'
import { asDecimal, type Fraction, flooredQuotient, fractionOf, roundedQuotient, times } from '#app/kernel/fraction.ts'
import type { Minor } from '#app/kernel/money.ts'
import { honourAward } from '../honours/honour-award.ts'
import { type Component, gateEffects, gatesFor } from '../plans/plan.ts'
import { contextOf, missingFor, type RunContext } from '../runs/run-context.ts'
import { cutToFit, limitOfCap } from './caps.ts'
import { partsReader } from './compiled-factors.ts'
import { compilePieceRate, compileTargetBonus, compileWeight, type FastPay, overDays } from './compiled-pay.ts'
import { type PoolLedger, poolLedger, weighingOf } from './compiled-pool.ts'
import { carried, rulesReader, settle } from './compiled-settlement.ts'
import { isMet } from './gates.ts'
import { type Paid, pay, roundToMultiple } from './payout.ts'
import { type Funded, type FundingOutcome, fundBy } from './pool-share.ts'
import { type Part, partsInPeriod, partsOf } from './proration.ts'
import type { EmployeeInput, RunFrame } from './run-input.ts'
import type { PayLine, RunException } from './run-result.ts'

export type FastPaid = { lines: PayLine[]; exceptions: RunException[] }
export type CompiledRun = {
  weigh: (employee: EmployeeInput) => void
  fund: () => FundingOutcome
  pay: (employee: EmployeeInput) => FastPaid
  explain: (employee: EmployeeInput) => Paid
}

export const compile = (frame: RunFrame): CompiledRun => {
  const context = contextOf(frame)
  const { plan } = context
  const partsOfEmployee = partsReader(context)
  const ledgers = new Map<string, PoolLedger>()
  for (const component of plan.components)
    if (component.kind === 'pool-share') ledgers.set(component.pool, poolLedger(context, component))
  let funded: Funded = { parts: [], totals: [] }
  const compiled = plan.components.map((component) => compileComponent(context, component, () => funded))
  const ratio = plan.caps.annual && fractionOf(plan.caps.annual.ratio)
  const ruleOf = rulesReader(context)

  const payFast = (employee: EmployeeInput): FastPaid | null => {
    if (employee.adjustments.length > 0 || ratio === null) return null
    if (employee.parts.some(({ currency }) => currency !== undefined)) return null
    const parts = partsOfEmployee(employee)
    const [first] = parts
    if (!isPlain(parts)) return null
    const exceptions: RunException[] = []
    const lines: PayLine[] = []
    for (const line of compiled) {
      const concerned = line.partsOf(parts)
      const own = concerned.length > 0 ? line.pay(employee, concerned) : 'none'
      if (own === null) return null
      if (own === 'none') continue
      if ('code' in own) exceptions.push({ employee: employee.number, component: line.code, ...own, severity: 'error' })
      else lines.push(own)
    }
    if (ratio) {
      const { fixedPayMinor, awardedMinor } = employee.yearToDate
      const fixed = fixedPayMinor * ratio.n
      if (!Number.isSafeInteger(fixed)) return null
      const awarded = lines.map((line) => line.awardedMinor)
      for (const [index, cut] of cutToFit(
        Math.max(0, flooredQuotient(fixed, ratio.d) - awardedMinor),
        awarded,
      ).entries()) {
        const line = lines[index]
        if (!line || cut === 0) continue
        line.cutMinor += cut
        line.awardedMinor -= cut
      }
    }
    const rule = ruleOf(first ? parts : partsInPeriod(context, employee))
    for (const line of lines) if (!settle(line, rule, frame.payOn)) return null
    for (const each of employee.held) lines.push(carried(employee, each, 'held'))
    for (const each of employee.vested) lines.push(carried(employee, each, 'vested'))
    return { lines, exceptions }
  }

  return {
    weigh: (employee) => {
      const parts = partsOfEmployee(employee)
      if (parts.length === 0) return
      for (const component of plan.components)
        if (component.kind === 'pool-share') ledgers.get(component.pool)?.weigh(employee, partsOf(component, parts))
    },
    fund: () => {
      const outcome = fundBy(context, weighingOf(ledgers))
      if (outcome.ok) funded = outcome.value
      return outcome
    },
    pay: (employee) => {
      const fast = payFast(employee)
      if (fast) return fast
      const { lines, exceptions } = pay(context, funded, employee)
      return { lines: lines.map(({ steps: _, ...line }) => line), exceptions }
    },
    explain: (employee) => pay(context, funded, employee),
  }
}

/** One part after the other, each at most full time: nothing that adds up to more than full time needs a look. */
const isPlain = (parts: readonly Part[]): boolean => {
  let until = ''
  for (const { from, to, input } of parts) {
    if (from <= until || !(input.fte === '1' || (input.fte.startsWith('0') && input.fte.length < 12))) return false
    until = to
  }
  return true
}

type LinePay = PayLine | 'none' | null | { code: RunException['code']; subject: string }

const compileComponent = (context: RunContext, component: Component, fundedPools: () => Funded) => {
  const amountOf = compileAmount(context, component, fundedPools)
  const posts = component.posts && new Set(component.posts)
  const toMinor = component.kind === 'pool-share' ? 1 : context.plan.roundingMinor
  const taken = component.kind === 'pool-share' && component.redistribute
  const gates = gateEffects.flatMap((effect) =>
    gatesFor(context.plan.gates, component.code).filter((gate) => gate.effect === effect),
  )
  const caps = context.plan.caps.components.filter((cap) => cap.component === component.code)
  return {
    code: component.code,
    partsOf: (parts: readonly Part[]): readonly Part[] =>
      posts ? parts.filter((part) => posts.has(part.input.post)) : parts,
    pay: (employee: EmployeeInput, parts: readonly Part[]): LinePay => {
      const amount = amountOf(employee, parts)
      if (amount === null || amount === 'none') return amount
      if ('except' in amount) return amount.except
      const missing = missingFor(context, component.code, employee)
      if (missing) return missing
      let gated: Fraction | null = amount.exact
      const heldBy: string[] = []
      for (const gate of gates) {
        if (isMet(gate.condition, context, employee)) continue
        if (gate.effect === 'hold') heldBy.push(gate.code)
        else if (!taken) {
          const factor = gate.effect === 'forfeit' ? { n: 0, d: 1 } : fractionOf(gate.factor ?? '1')
          gated = gated && factor && times(gated, factor)
        }
      }
      const calculated = rounded(amount.exact, toMinor)
      const afterGates = gated && (gated === amount.exact ? calculated : rounded(gated, toMinor))
      if (calculated === null || afterGates === null) return null
      // Rounding keeps order, so a cap may be applied to the rounded amounts.
      let afterCaps = afterGates
      for (const cap of caps) {
        const limit = limitOfCap(
          cap,
          context,
          employee,
          cap.mostPercentOfTarget === undefined ? decimal(0) : asDecimal(amount.target),
        )
        if (limit) afterCaps = Math.min(afterCaps, roundToMultiple(limit, toMinor))
      }
      return {
        employee: employee.number,
        component: component.code,
        kind: 'component',
        calculatedMinor: calculated,
        forfeitedMinor: calculated - afterGates,
        cutMinor: afterGates - afterCaps,
        adjustedMinor: 0,
        awardedMinor: afterCaps,
        deferredMinor: 0,
        heldMinor: 0,
        payableMinor: 0,
        instalments: [],
        heldBy,
      }
    },
  }
}

const compileAmount = (
  context: RunContext,
  component: Component,
  fundedPools: () => Funded,
): ((employee: EmployeeInput, parts: readonly Part[]) => FastPay) => {
  switch (component.kind) {
    case 'target-bonus':
      return compileTargetBonus(context, component)
    case 'piece-rate':
      return compilePieceRate(context, component)
    case 'honour-award':
      return (employee) => {
        if (employee.honours.length === 0) return 'none'
        const award = honourAward(component, employee)
        if (!award.ok || !award.value) return 'none'
        return { exact: { n: award.value.exact.toNumber(), d: 1 }, target: { n: 0, d: 1 } }
      }
    case 'pool-share': {
      const weightOf = compileWeight(context, component)
      const divided = context.plan.pools.some((pool) => pool.code === component.pool && pool.units)
      return (employee, parts) => {
        if (divided && parts.length > 1) return null
        const weighed = weightOf(employee, parts)
        if (weighed === null || weighed === 'none' || 'except' in weighed) return weighed
        const target = overDays(weighed.target, context.periodDays)
        for (const part of fundedPools().parts) {
          const minor = part.pool === component.pool ? part.shares.get(employee.number) : undefined
          if (minor !== undefined) return target && { exact: { n: minor, d: 1 }, target }
        }
        return null
      }
    }
  }
}

const rounded = ({ n, d }: Fraction, unit: number): Minor | null => {
  const by = d * unit
  return Number.isSafeInteger(by) ? roundedQuotient(n, by) * unit : null
}
