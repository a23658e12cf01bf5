import { useTranslations } from 'use-intl'
import type { Currency } from '#app/kernel/currency.ts'
import type { Words } from '#app/kernel/words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Money } from '#app/ui/money.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { ControlTotal, RunControl } from '../payout/run-result.ts'

/** Control totals: paid + held + deferred + forfeited + cut = calculated + adjusted, per component. */
export const ControlTable = ({
  control,
  currency,
  names,
  pools,
}: {
  control: RunControl
  currency: Currency
  names: Record<string, Words>
  pools: Record<string, Words>
}) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const nameOf = (total: ControlTotal) => {
    const said = words(names[total.component] ?? { en: total.component })
    return total.kind === 'component' ? said : t(`statement.${total.kind}`, { name: said })
  }
  const amount = (key: string, field: keyof ControlTotal & `${string}Minor`): Column<ControlTotal> => ({
    key,
    title: t(`control.${key}`),
    align: 'end',
    cell: (total) => <Money minor={total[field]} currency={currency} bare />,
  })
  const columns: Column<ControlTotal>[] = [
    { key: 'component', title: t('control.component'), cell: nameOf },
    { key: 'lines', title: t('control.lines'), align: 'end', cell: (total) => total.lines },
    amount('calculated', 'calculatedMinor'),
    amount('adjusted', 'adjustedMinor'),
    amount('forfeited', 'forfeitedMinor'),
    amount('cut', 'cutMinor'),
    amount('deferred', 'deferredMinor'),
    amount('held', 'heldMinor'),
    amount('payable', 'payableMinor'),
    {
      key: 'balanced',
      title: t('control.balanced'),
      cell: (total) => (
        <Badge tone={total.balanced ? 'ok' : 'bad'}>{t(total.balanced ? 'control.yes' : 'control.no')}</Badge>
      ),
    },
  ]
  return (
    <>
      <Table
        label={t('control.title')}
        columns={columns}
        rows={control.components}
        rowKey={(total) => `${total.kind} ${total.component}`}
      />
      {control.pools.length > 0 && (
        <Table
          label={t('control.pools')}
          columns={[
            {
              key: 'pool',
              title: t('control.pool'),
              cell: (pool) => words(pools[pool.pool] ?? { en: pool.pool }),
            },
            {
              key: 'funded',
              title: t('control.funded'),
              align: 'end',
              cell: (pool) => <Money minor={pool.fundedMinor} currency={currency} />,
            },
            {
              key: 'distributed',
              title: t('control.distributed'),
              align: 'end',
              cell: (pool) => <Money minor={pool.distributedMinor} currency={currency} />,
            },
            {
              key: 'undistributed',
              title: t('control.undistributed'),
              align: 'end',
              cell: (pool) => <Money minor={pool.undistributedMinor} currency={currency} />,
            },
            {
              key: 'balanced',
              title: t('control.balanced'),
              cell: (pool) => (
                <Badge tone={pool.balanced ? 'ok' : 'bad'}>{t(pool.balanced ? 'control.yes' : 'control.no')}</Badge>
              ),
            },
          ]}
          rows={control.pools}
          rowKey={(pool) => pool.pool}
        />
      )}
    </>
  )
}
