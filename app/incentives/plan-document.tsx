import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Lint } from '#app/kernel/lint.ts'
import { Button } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { IncentivePlan } from './plan.ts'
import styles from './plan-document.module.css'
import { fieldText } from './plan-edit.ts'

export type DocumentProps = { plan: IncentivePlan; lints: readonly Lint[]; editable: boolean }

/** '$.components[0].targets[1]' as the document's own 'components.0.targets.1'. */
const pathOfLint = (path: string) => path.replace(/^\$\.?/, '').replace(/\[(\d+)\]/g, '.$1')

/** The plan as a document: sentences and small tables whose every figure is edited where it stands, lints in the margin. */
export const PlanDocument = ({ plan, lints, editable }: DocumentProps) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const figure = (path: string, value: unknown, unit?: string) => (
    <PlanFigure path={path} value={value} unit={unit} plan={plan} editable={editable} />
  )
  const lintsAt = (path: string) =>
    lints.filter((lint) => pathOfLint(lint.path) === path || pathOfLint(lint.path).startsWith(`${path}.`))
  const clause = (path: string, title: ReactNode, body: ReactNode) => (
    <section className={styles.clause} key={path}>
      <div>
        <h2>{title}</h2>
        {body}
      </div>
      <aside className={styles.margin}>
        {lintsAt(path).map((lint) => (
          <Note
            key={`${lint.code} ${lint.path}`}
            tone={lint.severity === 'error' ? 'bad' : 'warn'}
            title={t.has(`lints.${lint.code}`) ? t(`lints.${lint.code}`) : lint.code}
          >
            {Object.entries(lint.inputs)
              .map(([, value]) => String(value))
              .join(' · ')}
            {lint.citation && (
              <small>
                {' '}
                {words(lint.citation.document)} {lint.citation.number}{' '}
                {lint.citation.article && words(lint.citation.article)}
              </small>
            )}
          </Note>
        ))}
      </aside>
    </section>
  )
  const rows = (path: string, list: readonly Record<string, unknown>[], fields: readonly string[]) => (
    <table className={styles.rows}>
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field}>{t(`plan.fields.${field}`)}</th>
          ))}
          {editable && <th aria-label={t('plan.rows')} />}
        </tr>
      </thead>
      <tbody>
        {list.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place in the document
          <tr key={index}>
            {fields.map((field) => (
              <td key={field}>{field in row ? figure(`${path}.${index}.${field}`, row[field]) : t('plan.all')}</td>
            ))}
            {editable && (
              <td>
                {list.length > 1 && (
                  <Button
                    name="remove"
                    value={`${path}.${index}`}
                    size="small"
                    variant="text"
                    icon="trash"
                    label={t('plan.remove-row')}
                  />
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {editable && (
        <tfoot>
          <tr>
            <td colSpan={fields.length + 1}>
              <Button name="add" value={path} size="small" variant="text" icon="add">
                {t('plan.add-row')}
              </Button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
  return (
    <div className={styles.document}>
      {clause(
        'period',
        t('plan.period'),
        <p>
          {figure('period.from', plan.period.from)} {t('plan.to')} {figure('period.to', plan.period.to)}{' '}
          {plan.population.minimumDays !== undefined && (
            <>
              {t('plan.minimum-days')} {figure('population.minimumDays', plan.population.minimumDays, t('plan.days'))}
            </>
          )}
          {plan.population.posts && (
            <>
              {' '}
              {t('plan.posts')} {figure('population.posts', plan.population.posts)}
            </>
          )}
        </p>,
      )}
      {plan.components.map((component, index) => {
        const path = `components.${index}`
        return clause(
          path,
          t('plan.component', { no: index + 1, name: words(component.name) }),
          <>
            <p>{t(`plan.kinds.${component.kind}`)}</p>
            {(component.kind === 'target-bonus' || component.kind === 'pool-share') &&
              rows(`${path}.targets`, component.targets as readonly Record<string, unknown>[], ['posts', 'percent'])}
            {component.kind === 'piece-rate' &&
              component.products.map((product, at) => (
                <div key={product.product}>
                  <h3>{words(product.name)}</h3>
                  <p>
                    {t(`plan.modes.${product.mode}`)} · {t(`plan.bases.${product.basis}`)}
                    {product.mostMinor !== undefined && (
                      <>
                        {' '}
                        · {t('plan.most')}{' '}
                        {figure(`${path}.products.${at}.mostMinor`, product.mostMinor, plan.currency)}
                      </>
                    )}
                    {product.accelerator && (
                      <>
                        {' '}
                        · {t('plan.above')}{' '}
                        {figure(`${path}.products.${at}.accelerator.above`, product.accelerator.above)}{' '}
                        {t('plan.times')}{' '}
                        {figure(`${path}.products.${at}.accelerator.factor`, product.accelerator.factor)}
                      </>
                    )}
                  </p>
                  {rows(`${path}.products.${at}.tiers`, product.tiers, ['from', 'price'])}
                </div>
              ))}
            {component.kind === 'honour-award' &&
              rows(`${path}.awards`, component.awards as readonly Record<string, unknown>[], ['honour', 'minor'])}
          </>,
        )
      })}
      {plan.tables.map((table, index) =>
        clause(
          `tables.${index}`,
          words(table.name),
          rows(`tables.${index}.rows`, table.rows as readonly Record<string, unknown>[], [
            table.kind === 'rating' ? 'rating' : 'from',
            'multiplier',
          ]),
        ),
      )}
      {plan.pools.map((pool, index) =>
        clause(
          `pools.${index}`,
          words(pool.name),
          <>
            <p>
              {t(`plan.funding.${pool.funding.kind}`)}{' '}
              {pool.funding.kind === 'fixed'
                ? figure(`pools.${index}.funding.minor`, pool.funding.minor, plan.currency)
                : figure(`pools.${index}.funding.percent`, pool.funding.percent, '%')}
              {pool.reservePercent !== undefined && (
                <>
                  {' '}
                  · {t('plan.reserve')} {figure(`pools.${index}.reservePercent`, pool.reservePercent, '%')}
                </>
              )}
            </p>
            {pool.units && rows(`pools.${index}.units`, pool.units, ['unit', 'weight'])}
          </>,
        ),
      )}
      {plan.gates.map((gate, index) =>
        clause(
          `gates.${index}`,
          words(gate.name),
          <p>
            {t(`plan.effects.${gate.effect}`)}
            {gate.factor !== undefined && <> {figure(`gates.${index}.factor`, gate.factor)}</>}
            {gate.components && <> · {gate.components.join(', ')}</>}
          </p>,
        ),
      )}
      {(plan.caps.components.length > 0 || plan.caps.annual) &&
        clause(
          'caps',
          t('plan.caps'),
          <>
            {plan.caps.components.map((cap, index) => (
              <p key={`${cap.component} ${cap.mostMinor ?? cap.mostPercentOfTarget}`}>
                {words(plan.components.find((each) => each.code === cap.component)?.name ?? { en: cap.component })}:{' '}
                {cap.mostMinor !== undefined &&
                  figure(`caps.components.${index}.mostMinor`, cap.mostMinor, plan.currency)}
                {cap.mostPercentOfTarget !== undefined &&
                  figure(
                    `caps.components.${index}.mostPercentOfTarget`,
                    cap.mostPercentOfTarget,
                    t('plan.percent-of-target'),
                  )}
              </p>
            ))}
            {plan.caps.annual && (
              <p>
                {t('plan.annual')} {figure('caps.annual.ratio', plan.caps.annual.ratio)}
              </p>
            )}
          </>,
        )}
      {plan.deferral.length > 0 &&
        clause(
          'deferral',
          t('plan.deferral'),
          rows(
            'deferral',
            plan.deferral.map((rule) => ({ ...rule, riskClass: rule.riskClass })),
            ['riskClass', 'percent', 'parts', 'everyMonths'],
          ),
        )}
      {clause(
        'payment',
        t('plan.payment'),
        <p>
          {t('plan.pays-after')} {figure('payment.monthsAfter', plan.payment.monthsAfter)} {t('plan.pays-on')}{' '}
          {figure('payment.day', plan.payment.day)}
        </p>,
      )}
    </div>
  )
}

const PlanFigure = ({
  path,
  value,
  unit,
  plan,
  editable,
}: {
  path: string
  value: unknown
  unit?: string
  plan: IncentivePlan
  editable: boolean
}) => {
  const t = useTranslations('incentives')
  const key = path.split('.').at(-1) ?? ''
  const text = fieldText(key, value, plan.currency)
  const isFixed = key === 'riskClass' || key === 'honour'
  return (
    <span className={styles.figure}>
      {editable && !isFixed ? (
        <input
          name={path}
          defaultValue={text}
          size={Math.max(3, text.length)}
          aria-label={t.has(`plan.fields.${key}`) ? t(`plan.fields.${key}`) : key}
          className={styles.input}
        />
      ) : (
        <b>{text}</b>
      )}
      {unit && <small>{unit}</small>}
    </span>
  )
}
