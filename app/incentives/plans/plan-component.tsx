import { useTranslations } from 'use-intl'
import { useWordsText } from '#app/ui/words.tsx'
import type { Component, ProductRate } from './plan.ts'
import { PlanClause } from './plan-clause.tsx'
import { usePlan } from './plan-context.tsx'
import { PlanFigure } from './plan-figure.tsx'
import { PlanRows } from './plan-rows.tsx'

/** A component of the plan as a clause: whom it is for, how it is calculated, and its tables. */
export const PlanComponent = ({ component, index }: { component: Component; index: number }) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const path = `components.${index}`
  return (
    <PlanClause path={[path]} title={t('plan.component', { no: index + 1, name: words(component.name) })}>
      <p>{t(`plan.kinds.${component.kind}`)}</p>
      {component.posts && (
        // A chooser of several is no text, so that this is no paragraph: the browser would end it there.
        <div>
          {t.rich('plan.only-posts', {
            posts: () => <PlanFigure key="posts" path={`${path}.posts`} value={component.posts} />,
          })}
        </div>
      )}
      {component.kind === 'pool-share' && (
        <p>
          {t.rich('plan.from-pool', {
            pool: () => <PlanFigure key="pool" path={`${path}.pool`} value={component.pool} />,
          })}{' '}
          <PlanFigure path={`${path}.redistribute`} value={component.redistribute} />
        </p>
      )}
      {component.kind === 'target-bonus' && <Multiplier path={path} of="unitTable" table={component.unitTable} />}
      {(component.kind === 'target-bonus' || component.kind === 'pool-share') && (
        <>
          <Multiplier path={path} of="individualTable" table={component.individualTable} />
          <PlanRows path={`${path}.targets`} list={component.targets} fields={['posts', 'percent']} />
        </>
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

type MultiplierProps = { path: string; of: 'unitTable' | 'individualTable'; table: string | undefined }
const Multiplier = ({ path, of, table }: MultiplierProps) => {
  const t = useTranslations('incentives.plan.multipliers')
  return (
    <p>
      {table === undefined
        ? t(`no-${of}`)
        : t.rich(of, { table: () => <PlanFigure key={of} path={`${path}.${of}`} value={table} /> })}
    </p>
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
        <PlanFigure path={`${path}.mode`} value={product.mode} /> ·{' '}
        <PlanFigure path={`${path}.basis`} value={product.basis} />
      </p>
      {product.mostMinor !== undefined && (
        <p>
          {t.rich('plan.at-most', {
            amount: () => (
              <PlanFigure key="most" path={`${path}.mostMinor`} value={product.mostMinor} unit={plan.currency} />
            ),
          })}
        </p>
      )}
      {product.accelerator && <Accelerator path={`${path}.accelerator`} {...product.accelerator} />}
      <PlanRows path={`${path}.tiers`} list={product.tiers} fields={['from', 'price']} />
    </div>
  )
}

const Accelerator = ({ path, above, factor }: NonNullable<ProductRate['accelerator']> & { path: string }) => {
  const t = useTranslations('incentives')
  return (
    <p>
      {t.rich('plan.accelerated', {
        above: () => <PlanFigure key="above" path={`${path}.above`} value={above} />,
        factor: () => <PlanFigure key="factor" path={`${path}.factor`} value={factor} />,
      })}
    </p>
  )
}
