import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { decimalText } from '#app/kernel/decimal.ts'
import { Figure } from '#app/ui/figure.tsx'
import { Muted, Row } from '#app/ui/layout.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { NumberField } from '#app/ui/text-field.tsx'
import { type Curve, pointsOf } from '../curve.ts'
import { shapeOf } from './curve-shape.ts'
import styles from './sample-values.module.css'

/** Values worth trying: a spread over the picture, in steps that a person would write. */
const samplesOf = (curve: Curve, target: string | null): string[] => {
  if (curve.kind === 'anchored') return curve.levels.map((level) => level.level)
  const { from, to } = shapeOf(curve, target === null ? null : Number(target))
  const places = Math.max(0, 2 - Math.floor(Math.log10(to - from)))
  const spread = Array.from({ length: 6 }, (_, index) =>
    (from + ((to - from) * index) / 5).toFixed(Math.min(places, 4)),
  )
  return [...new Set(spread.map((text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)))]
}

/** Why no value at all earns points yet. */
const lackOf = (scored: ReturnType<typeof pointsOf>): 'no-target' | 'target-not-positive' | null =>
  !scored.ok && (scored.error.code === 'no-target' || scored.error.code === 'target-not-positive')
    ? scored.error.code
    : null

/** What some values would earn, and a value of one's own. */
export const SampleValues = ({ curve, target, unit }: { curve: Curve; target: string | null; unit: string }) => {
  const t = useTranslations('performance')
  const [own, setOwn] = useState('')
  const scoredAt = (value: string) => pointsOf(curve, value.trim(), target ?? undefined)
  const pointsAt = (value: string): number | null => {
    const scored = scoredAt(value)
    return scored.ok ? Number(decimalText(scored.value.points)) : null
  }
  const rows = samplesOf(curve, target).map((value) => ({ value, points: pointsAt(value) }))
  const lacks = rows[0] ? lackOf(scoredAt(rows[0].value)) : null
  const places = Math.max(...rows.map((row) => row.value.split('.')[1]?.length ?? 0))
  return (
    <div className={styles.samples}>
      {lacks && (
        <Muted>
          <span role="status">{t(`curve.lacks.${lacks}`)}</span>
        </Muted>
      )}
      <Table
        label={t('curve.samples')}
        rows={rows}
        rowKey={(row) => row.value}
        columns={[
          {
            key: 'value',
            title:
              curve.kind === 'anchored' ? t('curve.level') : unit ? `${t('curve.value')} (${unit})` : t('curve.value'),
            align: 'end',
            cell: (row) => (Number.isNaN(Number(row.value)) ? row.value : <Figure value={row.value} digits={places} />),
          },
          {
            key: 'points',
            title: t('curve.points'),
            align: 'end',
            cell: (row) => <Figure value={row.points} digits={2} />,
          },
        ]}
      />
      {curve.kind !== 'anchored' && (
        <Row gap="medium" end>
          <NumberField
            label={t('curve.try')}
            unit={unit}
            value={own}
            onChange={(event) => setOwn(event.target.value)}
          />
          {own !== '' && (
            <p>
              {t('curve.points')} <Figure value={pointsAt(own)} digits={2} strong />
            </p>
          )}
        </Row>
      )}
    </div>
  )
}
