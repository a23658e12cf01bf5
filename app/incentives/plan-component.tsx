import { useTranslations } from 'use-intl'
import { useWordsText } from '#app/ui/words.tsx'
import type { Component, ProductRate } from './plan.ts'
import { PlanClause } from './plan-clause.tsx'
import { PlanFigure, usePlan } from './plan-figure.tsx'
import { PlanRows } from './plan-rows.tsx'

/** A component of the plan as a clause: how it is calculated, and its tables. */
export const PlanComponent = ({ component, index }: { component: Component; index: number }) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const path = `components.${index}`
  return (
    <PlanClause path={path} title={t('plan.component', { no: index + 1, name: words(component.name) })}>
      <p>{t(`plan.kinds.${component.kind}`)}</p>
      {(component.kind === 'target-bonus' || component.kind === 'pool-share') && (
        <PlanRows path={`${path}.targets`} list={component.targets} fields={['posts', 'percent']} />
      )}
      {component.kind === 'piece-rate' &&
        component.products.map((product, at) => (
          <Product key={product.product} product={product} path={`${path}.products.${at}`} />
        ))}
      {component.kind === 'honour-award' && (
        <PlanRows path={`${path}.awards`} list={component.awards} fields={['honour', 'minor']} />
      )}
    </PlanClause>
  )
}

const Product = ({ product, path }: { product: ProductRate; path: string }) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const { plan } = usePlan()
  return (
    <div>
      <h3>{words(product.name)}</h3>
      <p>
        {t(`plan.modes.${product.mode}`)} · {t(`plan.bases.${product.basis}`)}
      </p>
      {product.mostMinor !== undefined && (
        <p>
          {t('plan.most')} <PlanFigure path={`${path}.mostMinor`} value={product.mostMinor} unit={plan.currency} />
        </p>
      )}
      {product.accelerator && (
        <p>
          {t('plan.above')} <PlanFigure path={`${path}.accelerator.above`} value={product.accelerator.above} />{' '}
          {t('plan.times')} <PlanFigure path={`${path}.accelerator.factor`} value={product.accelerator.factor} />
        </p>
      )}
      <PlanRows path={`${path}.tiers`} list={product.tiers} fields={['from', 'price']} />
    </div>
  )
}
