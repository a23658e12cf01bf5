import { useTranslations } from 'use-intl'
import { useMoneyText } from '#app/ui/money.tsx'
import { useNamesText } from '#app/ui/words.tsx'
import type { ComponentCap, Gate } from './plan.ts'
import { PlanClause } from './plan-clause.tsx'
import { PlanCondition } from './plan-condition.tsx'
import { usePlan } from './plan-context.tsx'
import { PlanFigure } from './plan-figure.tsx'

/** What must be met, and what happens to which components otherwise. */
export const PlanGate = ({ gate, index }: { gate: Gate; index: number }) => {
  const t = useTranslations('incentives.plan')
  const path = `gates.${index}`
  return (
    <>
      <div>
        <PlanCondition path={`${path}.condition`} condition={gate.condition} />
      </div>
      <p>
        {t.rich('not-met', { effect: () => <PlanFigure key="effect" path={`${path}.effect`} value={gate.effect} /> })}{' '}
        {gate.factor !== undefined && <PlanFigure path={`${path}.factor`} value={gate.factor} />}
      </p>
      <div>
        {gate.components
          ? t.rich('of-components', {
              components: () => <PlanFigure key="components" path={`${path}.components`} value={gate.components} />,
            })
          : t('of-all-components')}
      </div>
    </>
  )
}

/** The most that a component pays, and all variable pay in a year. */
export const PlanCaps = () => {
  const { plan } = usePlan()
  const t = useTranslations('incentives.plan')
  const { components, annual } = plan.caps
  return (
    <PlanClause path={['caps']} title={t('caps')}>
      {components.map((cap, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its fields are known by its place, whatever is typed into them
        <PlanCap key={`${cap.component} ${index}`} cap={cap} index={index} />
      ))}
      {annual && (
        <p>
          {t.rich('annual', { ratio: () => <PlanFigure key="ratio" path="caps.annual.ratio" value={annual.ratio} /> })}
        </p>
      )}
    </PlanClause>
  )
}

const PlanCap = ({ cap, index }: { cap: ComponentCap; index: number }) => {
  const { plan, names } = usePlan()
  const t = useTranslations('incentives.plan')
  const named = useNamesText()
  const path = `caps.components.${index}`
  const component = named([cap.component], names)
  const { unless } = cap
  return (
    <div>
      {cap.mostMinor !== undefined &&
        t.rich('cap', {
          component,
          most: () => <PlanFigure key="most" path={`${path}.mostMinor`} value={cap.mostMinor} unit={plan.currency} />,
        })}
      {cap.mostMinor !== undefined && cap.mostPercentOfTarget !== undefined && ' '}
      {cap.mostPercentOfTarget !== undefined &&
        t.rich('cap-of-target', {
          component,
          most: () => <PlanFigure key="most" path={`${path}.mostPercentOfTarget`} value={cap.mostPercentOfTarget} />,
        })}
      {unless && (
        <>
          {' '}
          {t.rich('unless', {
            condition: () => <PlanCondition key="unless" path={`${path}.unless`} condition={unless} />,
          })}
        </>
      )}
    </div>
  )
}

/** To what amounts are rounded, and when they are paid. */
export const PlanPayment = () => {
  const { plan } = usePlan()
  const t = useTranslations('incentives.plan')
  const money = useMoneyText()
  const { monthsAfter, day } = plan.payment
  return (
    <PlanClause path={['payment', 'roundingMinor']} title={t('payment')}>
      <p>
        {t.rich('pays', {
          months: () => <PlanFigure key="months" path="payment.monthsAfter" value={monthsAfter} />,
          day: () => <PlanFigure key="day" path="payment.day" value={day} />,
        })}
      </p>
      <p>
        {t.rich('rounds', {
          unit: money(1, plan.currency),
          multiple: () => <PlanFigure key="multiple" path="roundingMinor" value={plan.roundingMinor} />,
        })}
      </p>
    </PlanClause>
  )
}
