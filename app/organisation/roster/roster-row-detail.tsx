import { useTranslations } from 'use-intl'
import type { Minor } from '#app/kernel/money.ts'
import { Muted } from '#app/ui/layout.tsx'
import { useMoneyText } from '#app/ui/money.tsx'
import styles from './roster.module.css'
import type { RosterDetail } from './roster-diff.ts'
import type { RosterField } from './roster-mapping.ts'

/** What one row of a roster does: from what to what, or what is wrong with which cell. `currency` is the file's. */
export const RosterRowDetail = ({ detail, currency }: { detail: RosterDetail; currency: string }) => {
  const t = useTranslations('organisation')
  const money = useMoneyText()
  const said = (field: RosterField, value: string | null, inCurrency = currency) => {
    if (value === null || value === '') return '—'
    if (field === 'base') return money(Number(value) as Minor, inCurrency)
    if (field === 'fte') return `${Number(value) / 100}%`
    return field === 'gender' ? t(`person.genders.${value}`) : value
  }
  if (detail.faults)
    return (
      <div className={styles.changes}>
        {detail.faults.map((fault) => (
          <span key={`${fault.field} ${fault.reason}`}>
            {t.rich(fault.value ? 'roster.fault' : 'roster.fault-empty', {
              field: t(`roster.fields.${fault.field}`),
              value: fault.value,
              reason: t(`roster.reasons.${fault.reason}`),
              b: (text) => <b key="b">{text}</b>,
            })}
          </span>
        ))}
      </div>
    )
  if (detail.changes)
    return (
      <div className={styles.changes}>
        {detail.changes.map((change) => (
          <span key={change.field}>
            {t.rich('roster.changed', {
              field: t(`roster.fields.${change.field}`),
              was: said(change.field, change.from, change.fromCurrency),
              to: said(change.field, change.to),
              from: (text) => (
                <span key="from" className={styles.from}>
                  {text}
                </span>
              ),
              b: (text) => <b key="b">{text}</b>,
            })}
          </span>
        ))}
      </div>
    )
  if (!detail.facts) return <Muted>{t('roster.keeps-history')}</Muted>
  const { unit, post, baseMinor, manager } = detail.facts
  return (
    <span>
      {[unit, post, said('base', String(baseMinor)), manager && t('employee.reports-to', { name: manager })]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}
