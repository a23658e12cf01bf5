/**
 * Piece rate: credited volume times the product's price. Tiers are half-open, `[from, next from)`, so that no volume
 * falls between two. Marginal tiers pay each tranche at its price; retroactive ones pay all of it at the price reached.
 * Volume above the accelerator's point earns its pay times the factor. Credits that are taken back (a negative total)
 * are paid back at the first tier's price.
 */

import { digitsOf } from '#app/kernel/currency.ts'
import { Decimal, decimal, decimalText } from '#app/kernel/decimal.ts'
import { done, refused } from '#app/kernel/result.ts'
import { type Step, step } from '#app/kernel/step.ts'
import type { PieceRate, ProductRate } from '../plans/plan.ts'
import { type ComponentOutcome, shown } from './component-pay.ts'
import type { EmployeeInput } from './run-input.ts'

export const pieceRate = (component: PieceRate, employee: EmployeeInput, currency: string): ComponentOutcome => {
  const steps: Step[] = []
  let total: Decimal | null = null
  for (const product of component.products) {
    const credits = employee.credits.filter((credit) => credit.product === product.product)
    if (credits.length === 0) continue
    const target = employee.targets.find((each) => each.product === product.product)?.volume
    if (product.basis === 'percent-of-target' && (target === undefined || !decimal(target).gt(0)))
      return refused('exception', { code: 'no-target', subject: product.product })
    let volume = decimal(0)
    for (const credit of credits) {
      const own = decimal(credit.volume).times(credit.shareBp).div(10_000)
      volume = volume.plus(own)
      steps.push(
        step(
          'credit',
          credit.id,
          { product: credit.product, shareBp: credit.shareBp, volume: credit.volume },
          decimalText(own),
        ),
      )
    }
    total = (total ?? decimal(0)).plus(productPay(product, volume, target, digitsOf(currency), steps))
  }
  return done(total && { exact: total, target: decimal(0), steps })
}

/** Minor units, exact, of a volume of one product. */
export const productPay = (
  product: ProductRate,
  volume: Decimal,
  target: string | undefined,
  digits: number,
  steps: Step[],
): Decimal => {
  const whole = product.basis === 'volume' ? decimal(100) : decimal(target ?? '0')
  const atVolume = (bound: string): Decimal =>
    product.basis === 'volume' ? decimal(bound) : whole.times(bound).div(100)
  const tiers = product.tiers
    .map((tier) => ({ from: atVolume(tier.from), price: decimal(tier.price) }))
    .sort((a, b) => a.from.cmp(b.from))
  const minor = (major: Decimal): Decimal => major.times(decimal(10).pow(digits))
  const payOf = (upTo: Decimal, log?: Step[]): Decimal => {
    if (product.mode === 'retroactive' || upTo.lt(0)) {
      const reached = tiers.findLast((tier) => tier.from.lte(volume)) ?? tiers[0]
      const pay = minor(upTo.times(reached?.price ?? 0))
      const inputs = {
        from: decimalText(reached?.from ?? decimal(0)),
        price: decimalText(reached?.price ?? decimal(0)),
        volume: decimalText(upTo),
      }
      log?.push(step('tier-retroactive', product.product, inputs, shown(pay)))
      return pay
    }
    let pay = decimal(0)
    for (const [index, tier] of tiers.entries()) {
      const next = tiers[index + 1]?.from
      const tranche = (next ? Decimal.min(upTo, next) : upTo).minus(tier.from)
      if (tranche.lte(0)) continue
      const ofTier = minor(tranche.times(tier.price))
      const inputs = {
        from: decimalText(tier.from),
        price: decimalText(tier.price),
        to: next ? decimalText(next) : null,
        volume: decimalText(tranche),
      }
      log?.push(step('tier-marginal', product.product, inputs, shown(ofTier)))
      pay = pay.plus(ofTier)
    }
    return pay
  }
  let pay = payOf(volume, steps)
  if (product.accelerator) {
    const point = atVolume(product.accelerator.above)
    if (volume.gt(point)) {
      const above = pay.minus(payOf(point))
      const more = above.times(decimal(product.accelerator.factor).minus(1))
      const inputs = { above: decimalText(point), factor: product.accelerator.factor, payAbove: shown(above) }
      steps.push(step('accelerator', product.product, inputs, shown(more)))
      pay = pay.plus(more)
    }
  }
  if (product.mostMinor !== undefined && pay.gt(product.mostMinor)) {
    steps.push(
      step('product-cap', product.product, { before: shown(pay), mostMinor: product.mostMinor }, product.mostMinor),
    )
    pay = decimal(product.mostMinor)
  }
  return pay
}
