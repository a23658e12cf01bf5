import { useTranslations } from 'use-intl'
import { Money } from '#app/ui/money.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'

type Totals = { people: number; payableMinor: number; deferredMinor: number; heldMinor: number }

/** What a run pays, defers and holds in all. */
export const RunFigures = ({ totals, currency }: { totals: Totals; currency: string }) => {
  const t = useTranslations('incentives')
  return (
    <Stats>
      <Stat
        label={t('pay.payable')}
        value={<Money minor={totals.payableMinor} currency={currency} />}
        note={t('run.people', { count: totals.people })}
      />
      <Stat label={t('pay.deferred')} value={<Money minor={totals.deferredMinor} currency={currency} />} />
      <Stat label={t('pay.held')} value={<Money minor={totals.heldMinor} currency={currency} />} />
    </Stats>
  )
}
