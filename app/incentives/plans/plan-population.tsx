import { useTranslations } from 'use-intl'
import { PlanClause } from './plan-clause.tsx'
import { usePlan } from './plan-context.tsx'
import { PlanFigure } from './plan-figure.tsx'

/** When the plan counts, and who takes part in it. */
export const PlanPopulation = () => {
  const { plan, editable } = usePlan()
  const t = useTranslations('incentives.plan.population')
  const { period, unpaidAbsences } = plan
  const { posts, units, minimumDays, employedAtEnd } = plan.population
  const place = (path: string, value: unknown) => () => <PlanFigure key={path} path={path} value={value} />
  return (
    <PlanClause path={['period', 'population', 'unpaidAbsences']} title={t('title')}>
      <p>
        {t.rich('period', {
          from: place('period.from', period.from),
          to: place('period.to', period.to),
          months: place('period.months', period.months),
        })}
      </p>
      {/* A chooser of several is no text, so that these are no paragraphs: the browser would end them there. */}
      <div>{posts ? t.rich('posts', { posts: place('population.posts', posts) }) : t('every-post')}</div>
      <div>{units ? t.rich('units', { units: place('population.units', units) }) : t('every-unit')}</div>
      {minimumDays !== undefined && (
        <p>{t.rich('minimum-days', { days: place('population.minimumDays', minimumDays) })}</p>
      )}
      <p>
        {employedAtEnd === undefined ? (
          t('leavers-too')
        ) : (
          <PlanFigure path="population.employedAtEnd" value={employedAtEnd} />
        )}
      </p>
      <div>
        {editable || unpaidAbsences.length > 0
          ? t.rich('absences', { kinds: place('unpaidAbsences', unpaidAbsences) })
          : t('no-absences')}
      </div>
    </PlanClause>
  )
}
