import { useTranslations } from 'use-intl'
import { useNamesText, useWordsText } from '#app/ui/words.tsx'
import { PlanClause } from './plan-clause.tsx'
import { PlanComponent } from './plan-component.tsx'
import styles from './plan-document.module.css'
import { type DocumentProps, PlanContext, PlanFigure } from './plan-figure.tsx'
import { PlanRows } from './plan-rows.tsx'

/** The plan as a document: sentences and small tables whose every figure is edited where it stands, lints in the margin. */
export const PlanDocument = (document: DocumentProps) => {
  const { plan } = document
  const t = useTranslations('incentives')
  const words = useWordsText()
  const named = useNamesText()
  const { minimumDays, posts } = plan.population
  return (
    <PlanContext.Provider value={document}>
      <div className={styles.document}>
        <PlanClause path="period" title={t('plan.period')}>
          <p>
            <PlanFigure path="period.from" value={plan.period.from} /> {t('plan.to')}{' '}
            <PlanFigure path="period.to" value={plan.period.to} />
          </p>
          {minimumDays !== undefined && (
            <p>
              {t('plan.minimum-days')}{' '}
              <PlanFigure path="population.minimumDays" value={minimumDays} unit={t('plan.days')} />
            </p>
          )}
          {posts && (
            // A chooser of posts is no text, so that this is no paragraph: the browser would end it there.
            <div>
              {t('plan.posts')} <PlanFigure path="population.posts" value={posts} />
            </div>
          )}
        </PlanClause>
        {plan.components.map((component, index) => (
          <PlanComponent key={component.code} component={component} index={index} />
        ))}
        {plan.tables.map((table, index) => (
          <PlanClause key={table.code} path={`tables.${index}`} title={words(table.name)}>
            <PlanRows
              path={`tables.${index}.rows`}
              list={table.rows}
              fields={[table.kind === 'rating' ? 'rating' : 'from', 'multiplier']}
            />
          </PlanClause>
        ))}
        {plan.pools.map((pool, index) => (
          <PlanClause key={pool.code} path={`pools.${index}`} title={words(pool.name)}>
            <p>
              {t(`plan.funding.${pool.funding.kind}`)}{' '}
              {pool.funding.kind === 'fixed' ? (
                <PlanFigure path={`pools.${index}.funding.minor`} value={pool.funding.minor} unit={plan.currency} />
              ) : (
                <PlanFigure path={`pools.${index}.funding.percent`} value={pool.funding.percent} unit="%" />
              )}
            </p>
            {pool.reservePercent !== undefined && (
              <p>
                {t('plan.reserve')}{' '}
                <PlanFigure path={`pools.${index}.reservePercent`} value={pool.reservePercent} unit="%" />
              </p>
            )}
            {pool.units && <PlanRows path={`pools.${index}.units`} list={pool.units} fields={['unit', 'weight']} />}
          </PlanClause>
        ))}
        {plan.gates.map((gate, index) => (
          <PlanClause key={gate.code} path={`gates.${index}`} title={words(gate.name)}>
            <p>
              {t(`plan.effects.${gate.effect}`)}
              {gate.factor !== undefined && (
                <>
                  {' '}
                  <PlanFigure path={`gates.${index}.factor`} value={gate.factor} />
                </>
              )}
              {gate.components && (
                <>
                  {' · '}
                  {named(gate.components, document.names)}
                </>
              )}
            </p>
          </PlanClause>
        ))}
        <PlanCaps />
        {plan.deferral.length > 0 && (
          <PlanClause path="deferral" title={t('plan.deferral')}>
            <PlanRows path="deferral" list={plan.deferral} fields={['riskClass', 'percent', 'parts', 'everyMonths']} />
          </PlanClause>
        )}
        <PlanClause path="payment" title={t('plan.payment')}>
          <p>
            {t('plan.pays-after')} <PlanFigure path="payment.monthsAfter" value={plan.payment.monthsAfter} />{' '}
            {t('plan.pays-on')} <PlanFigure path="payment.day" value={plan.payment.day} />
          </p>
        </PlanClause>
      </div>
    </PlanContext.Provider>
  )
}

const PlanCaps = () => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  return (
    <PlanContext.Consumer>
      {(document) => {
        if (!document || (document.plan.caps.components.length === 0 && !document.plan.caps.annual)) return null
        const { plan } = document
        return (
          <PlanClause path="caps" title={t('plan.caps')}>
            {plan.caps.components.map((cap, index) => (
              <p key={`${cap.component} ${cap.mostMinor ?? cap.mostPercentOfTarget}`}>
                {t('plan.cap-of', {
                  component: words(
                    plan.components.find((each) => each.code === cap.component)?.name ?? { en: cap.component },
                  ),
                })}{' '}
                {cap.mostMinor !== undefined && (
                  <PlanFigure path={`caps.components.${index}.mostMinor`} value={cap.mostMinor} unit={plan.currency} />
                )}
                {cap.mostPercentOfTarget !== undefined && (
                  <PlanFigure
                    path={`caps.components.${index}.mostPercentOfTarget`}
                    value={cap.mostPercentOfTarget}
                    unit={t('plan.percent-of-target')}
                  />
                )}
              </p>
            ))}
            {plan.caps.annual && (
              <p>
                {t('plan.annual')} <PlanFigure path="caps.annual.ratio" value={plan.caps.annual.ratio} />
              </p>
            )}
          </PlanClause>
        )
      }}
    </PlanContext.Consumer>
  )
}
