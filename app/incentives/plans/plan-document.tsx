import { useTranslations } from 'use-intl'
import { isLintAt } from '#app/kernel/lint.ts'
import { Stack } from '#app/ui/layout.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { MultiplierTable, Pool } from './plan.ts'
import { PlanClause } from './plan-clause.tsx'
import { PlanComponent } from './plan-component.tsx'
import { type DocumentProps, PlanContext, usePlan } from './plan-context.tsx'
import styles from './plan-document.module.css'
import { PlanFigure } from './plan-figure.tsx'
import { PlanCaps, PlanGate, PlanPayment } from './plan-limits.tsx'
import { PlanLints } from './plan-lints.tsx'
import { PlanPopulation } from './plan-population.tsx'
import { PlanRows } from './plan-rows.tsx'

/** Parts of a plan that have their clauses in any case. */
const always = ['period', 'population', 'unpaidAbsences', 'components', 'tables', 'pools', 'gates', 'payment']

/**
 * The plan as a document that says everything it decides: sentences and small tables whose every figure is edited
 * where it stands, lints in the margin of the clause that they concern.
 */
export const PlanDocument = (document: DocumentProps) => {
  const { plan, editable } = document
  const t = useTranslations('incentives')
  const words = useWordsText()
  const hasDeferral = editable || plan.deferral.length > 0
  const hasCaps = plan.caps.components.length > 0 || plan.caps.annual !== undefined
  // What the plan does not have has no clause whose margin a lint could stand in.
  const clauses = [...always, ...(hasDeferral ? ['deferral'] : []), ...(hasCaps ? ['caps'] : [])]
  const general = document.lints.filter((lint) => !clauses.some((clause) => isLintAt(lint, clause)))
  return (
    <PlanContext.Provider value={document}>
      <div className={styles.document}>
        {general.length > 0 && (
          <Stack gap="small">
            <PlanLints lints={general} />
          </Stack>
        )}
        <PlanPopulation />
        {plan.components.map((component, index) => (
          <PlanComponent key={component.code} component={component} index={index} />
        ))}
        {plan.tables.map((table, index) => (
          <PlanClause key={table.code} path={[`tables.${index}`]} title={words(table.name)}>
            <PlanTable table={table} path={`tables.${index}`} />
          </PlanClause>
        ))}
        {plan.pools.map((pool, index) => (
          <PlanClause key={pool.code} path={[`pools.${index}`]} title={words(pool.name)}>
            <PlanPool pool={pool} path={`pools.${index}`} />
          </PlanClause>
        ))}
        {plan.gates.map((gate, index) => (
          <PlanClause key={gate.code} path={[`gates.${index}`]} title={words(gate.name)}>
            <PlanGate gate={gate} index={index} />
          </PlanClause>
        ))}
        {hasCaps && <PlanCaps />}
        {hasDeferral && (
          <PlanClause path={['deferral']} title={t('plan.deferral')}>
            {plan.deferral.length === 0 && <p>{t('plan.no-deferral')}</p>}
            <PlanRows
              path="deferral"
              list={plan.deferral}
              fields={['riskClass', 'percent', 'parts', 'everyMonths']}
              canBeEmpty
            />
          </PlanClause>
        )}
        <PlanPayment />
      </div>
    </PlanContext.Provider>
  )
}

const PlanTable = ({ table, path }: { table: MultiplierTable; path: string }) => {
  const t = useTranslations('incentives.plan.table-kinds')
  return (
    <>
      <p>{table.kind === 'rating' ? t('rating') : <PlanFigure path={`${path}.kind`} value={table.kind} />}</p>
      <PlanRows
        path={`${path}.rows`}
        list={table.rows}
        fields={[table.kind === 'rating' ? 'rating' : 'from', 'multiplier']}
      />
    </>
  )
}

const PlanPool = ({ pool: { funding, reservePercent, units }, path }: { pool: Pool; path: string }) => {
  const { plan } = usePlan()
  const t = useTranslations('incentives.plan')
  const place = (key: string, value: unknown, unit?: string) => () => (
    <PlanFigure key={key} path={`${path}.${key}`} value={value} unit={unit} />
  )
  return (
    <>
      <p>
        {funding.kind === 'fixed' &&
          t.rich('funding.fixed', { amount: place('funding.minor', funding.minor, plan.currency) })}
        {funding.kind === 'targets' &&
          t.rich('funding.targets', { percent: place('funding.percent', funding.percent) })}
        {funding.kind === 'rate' &&
          t.rich('funding.rate', {
            percent: place('funding.percent', funding.percent),
            result: place('funding.result', funding.result),
          })}
      </p>
      {reservePercent !== undefined && <p>{t.rich('reserve', { percent: place('reservePercent', reservePercent) })}</p>}
      {units ? (
        <>
          <p>{t('divided')}</p>
          <PlanRows path={`${path}.units`} list={units} fields={['unit', 'weight']} />
        </>
      ) : (
        <p>{t('undivided')}</p>
      )}
    </>
  )
}
