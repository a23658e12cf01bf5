/** Components on fractions of safe integers. Null anywhere hands the component to the decimal engine. */

import { digitsOf } from '#app/kernel/currency.ts'
import { type Fraction, mantissa, places, plus, powerOfTen, times } from '#app/kernel/fraction.ts'
import type { PieceRate, PoolShare, ProductRate, TargetBonus } from '../plans/plan.ts'
import { missingFor, type RunContext } from '../runs/run-context.ts'
import { type Except, fractions, individualFactors, percents, unitFactors } from './compiled-factors.ts'
import type { Part } from './proration.ts'
import type { EmployeeInput } from './run-input.ts'

/** Exact minor units (`target` before division by D as well); 'none': not concerned; null: ask the decimal engine. */
export type FastPay = { exact: Fraction; target: Fraction } | { except: Except } | 'none' | null
const zero: Fraction = { n: 0, d: 1 }

/** `Bₖ · dₖ · FTEₖ · target%ₖ` (times months), before the division by D. */
const targetsOf = (context: RunContext, rows: TargetBonus['targets']) => {
  const percent = percents(rows)
  const fte = fractions()
  const { months } = context.plan.period
  /** Null beyond the safe range, 'none' where the post has no target. */
  return (part: Part): Fraction | 'none' | null => {
    const rate = percent(part.input.post).fraction
    if (!rate) return null
    if (rate.n === 0) return 'none'
    const share = fte(part.input.fte).fraction
    const base = part.input.baseMinor * months * part.days
    if (!share || !Number.isSafeInteger(base)) return null
    const n = base * rate.n * share.n
    const d = rate.d * share.d
    return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? { n, d } : null
  }
}

export const compileTargetBonus = (context: RunContext, component: TargetBonus) => {
  const targetOf = targetsOf(context, component.targets)
  const unitOf = unitFactors(context, component.unitTable)
  const individualOf = individualFactors(context, component.individualTable)
  return (employee: EmployeeInput, parts: readonly Part[]): FastPay => {
    let [total, target] = [zero, zero]
    let concerned = false
    for (const part of parts) {
      const ofPart = targetOf(part)
      if (ofPart === null) return null
      if (ofPart === 'none') continue
      const own = individualOf(employee.appraisal)
      if (own.except && !concerned) return { except: own.except }
      concerned = true
      const unit = unitOf(part.input.unit)
      if (unit.except) return { except: unit.except }
      if (!own.fraction || !unit.fraction) return null
      const withUnit = times(ofPart, unit.fraction)
      const bonus = withUnit && times(withUnit, own.fraction)
      const nextTotal: Fraction | null = bonus && plus(total, bonus)
      const nextTarget = plus(target, ofPart)
      if (!nextTotal || !nextTarget) return null
      total = nextTotal
      target = nextTarget
    }
    if (!concerned) return 'none'
    const exact = overDays(total, context.periodDays)
    const whole = overDays(target, context.periodDays)
    return exact && whole && { exact, target: whole }
  }
}
/** A full period's days cancel, so that most people keep small numbers. */
export const overDays = ({ n, d }: Fraction, days: number): Fraction | null => {
  const rest = n % days
  if (rest === 0) return { n: n / days, d }
  return Number.isSafeInteger(d * days) ? { n, d: d * days } : null
}

/** Weight and target of one person in an undivided pool, before the division by D. */
export const compileWeight = (context: RunContext, component: PoolShare) => {
  const targetOf = targetsOf(context, component.targets)
  const individualOf = individualFactors(context, component.individualTable)
  return (
    employee: EmployeeInput,
    parts: readonly Part[],
  ): { weight: Fraction; target: Fraction } | { except: Except } | 'none' | null => {
    let target: Fraction = zero
    let concerned = false
    for (const part of parts) {
      const ofPart = targetOf(part)
      if (ofPart === null) return null
      if (ofPart === 'none') continue
      concerned = true
      const next = plus(target, ofPart)
      if (!next) return null
      target = next
    }
    if (!concerned) return 'none'
    const own = individualOf(employee.appraisal)
    const except = own.except ?? missingFor(context, component.code, employee)
    if (except) return { except }
    const weight = own.fraction && times(target, own.fraction)
    return weight && { weight, target }
  }
}

export const compilePieceRate = (context: RunContext, component: PieceRate) => {
  const products = component.products.map((product) => ({
    product,
    pay: compileProduct(product, digitsOf(context.plan.currency)),
  }))
  return (employee: EmployeeInput): FastPay => {
    let total: Fraction | null = null
    if (employee.credits.length === 0) return 'none'
    for (const { product, pay } of products) {
      let [n, scale] = [0, 0]
      let sold = false
      for (const credit of employee.credits) {
        if (credit.product !== product.product) continue
        sold = true
        const volume = mantissa(credit.volume)
        if (places > scale) {
          n *= powerOfTen(places - scale)
          scale = places
        }
        n += volume * powerOfTen(scale - places) * credit.shareBp
        if (!Number.isSafeInteger(n)) return null
      }
      if (!sold) continue
      if (!pay) return null
      const amount = pay(n % 10_000 === 0 ? n / 10_000 : n, powerOfTen(scale) * (n % 10_000 === 0 ? 1 : 10_000))
      total = amount && (total === null ? amount : plus(total, amount))
      if (!total) return null
    }
    return total === null ? 'none' : { exact: total, target: zero }
  }
}

/** Pay of `n / d` units of volume; null (the compiler or the call) sends the product to the decimal engine. */
const compileProduct = (product: ProductRate, digits: number): ((n: number, d: number) => Fraction | null) | null => {
  if (product.basis !== 'volume' || product.accelerator) return null
  const scaleOf = (texts: readonly string[]): number => {
    let most = 0
    for (const text of texts) {
      mantissa(text)
      most = Math.max(most, places)
    }
    return most
  }
  const fromScale = scaleOf(product.tiers.map((tier) => tier.from))
  const priceScale = scaleOf(product.tiers.map((tier) => tier.price))
  const tiers = product.tiers
    .map((tier) => {
      const from = mantissa(tier.from) * powerOfTen(fromScale - places)
      return { from, price: mantissa(tier.price) * powerOfTen(priceScale - places) * powerOfTen(digits) }
    })
    .sort((a, b) => a.from - b.from)
  if (tiers.some((tier) => !Number.isSafeInteger(tier.from) || !Number.isSafeInteger(tier.price))) return null
  const [priceUnit, fromUnit] = [powerOfTen(priceScale), powerOfTen(fromScale)]
  return (n, d) => {
    if (!(n >= 0)) return null
    const volume = n * fromUnit
    const whole = d * fromUnit * priceUnit
    if (!Number.isSafeInteger(volume) || !Number.isSafeInteger(whole)) return null
    let pay = 0
    for (let index = tiers.length - 1, upTo = volume; index >= 0; index -= 1) {
      const tier = tiers[index]
      const from = (tier?.from ?? 0) * d
      if (!Number.isSafeInteger(from)) return null
      if (!tier || upTo < from) continue
      if (product.mode === 'retroactive') {
        pay = volume * tier.price
        break
      }
      pay += (upTo - from) * tier.price
      upTo = from
    }
    if (!Number.isSafeInteger(pay)) return null
    const exact = { n: pay, d: whole }
    if (product.mostMinor === undefined || exact.n <= product.mostMinor * exact.d) return exact
    return Number.isSafeInteger(product.mostMinor * exact.d) ? { n: product.mostMinor, d: 1 } : null
  }
}
