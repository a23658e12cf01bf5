import { useTranslations } from 'use-intl'
import { Section } from '#app/ui/layout.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import type { CreditFault } from './credit-row.ts'

const isFault = (value: unknown): value is CreditFault =>
  typeof value === 'object' && value !== null && 'row' in value && 'column' in value && 'reason' in value

/** The faults that an import's refusal carries. */
export const faultsIn = (answer: unknown): CreditFault[] => {
  if (typeof answer !== 'object' || answer === null || !('refusal' in answer)) return []
  const { refusal } = answer
  if (typeof refusal !== 'object' || refusal === null || !('detail' in refusal)) return []
  const { detail } = refusal
  if (typeof detail !== 'object' || detail === null || !('faults' in detail)) return []
  return Array.isArray(detail.faults) ? detail.faults.filter(isFault) : []
}

/** What is wrong with a file, cell by cell. */
export const CreditFaults = ({ faults }: { faults: readonly CreditFault[] }) => {
  const t = useTranslations('incentives')
  return (
    <Section title={t('credits.faults')}>
      <Table
        label={t('credits.faults')}
        rows={faults}
        rowKey={(fault) => `${fault.row} ${fault.column} ${fault.reason}`}
        columns={[
          { key: 'row', title: t('credits.row'), align: 'end', cell: (fault) => fault.row },
          { key: 'column', title: t('credits.column'), cell: (fault) => fault.column },
          { key: 'value', title: t('credits.value'), cell: (fault) => fault.value || '—' },
          { key: 'reason', title: t('credits.why'), cell: (fault) => t(`credits.fault.${fault.reason}`), wrap: true },
        ]}
      />
    </Section>
  )
}
