import { useLocale, useTranslations } from 'use-intl'
import { numberText } from '#app/kernel/intl.ts'
import { classes } from '#app/ui/classes.ts'
import { useWordsText } from '#app/ui/words.tsx'
import type { Curve } from '../curve.ts'
import { knotsInOrder } from '../knots.ts'
import styles from './curve-rule.module.css'

/** What a curve says, as a person would: one sentence, or a table of its knots, bands or levels. */
export const CurveRule = ({ curve }: { curve: Curve }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const locale = useLocale()
  const number = (text: string) => numberText(text, locale, { maximumFractionDigits: 4 })
  switch (curve.kind) {
    case 'linear':
      return <p>{t(`curve.says.linear-${curve.direction}`, { floor: number(curve.floor), cap: number(curve.cap) })}</p>
    case 'deduct':
      return <p>{t('curve.says.deduct', { per: number(curve.per), floor: number(curve.floor) })}</p>
    case 'piecewise':
      return (
        <Rows
          figures={[0, 1]}
          heads={[t('curve.value'), t('curve.points')]}
          rows={knotsInOrder(curve.knots).map((knot) => [number(knot.at.toFixed()), number(knot.points.toFixed())])}
        />
      )
    case 'step':
      return (
        <Rows
          figures={[1]}
          heads={[t('curve.value'), t('curve.points')]}
          rows={curve.bands.map((band) => [bandText(band, curve.direction, number), number(band.points)])}
        />
      )
    case 'anchored':
      return (
        <Rows
          figures={[1]}
          heads={[t('curve.level'), t('curve.points'), t('curve.anchor')]}
          rows={curve.levels.map((level) => [level.level, number(level.points), words(level.anchor)])}
        />
      )
  }
}

const bandText = (
  { from, to }: { from: string | null; to: string | null },
  direction: 'higher' | 'lower',
  number: (text: string) => string,
): string => {
  const [least, most] = direction === 'higher' ? ['≥ ', '< '] : ['> ', '≤ ']
  return [from === null ? null : `${least}${number(from)}`, to === null ? null : `${most}${number(to)}`]
    .filter((each) => each !== null)
    .join(', ')
}

const Rows = ({
  heads,
  rows,
  figures,
}: {
  heads: readonly string[]
  rows: readonly (readonly string[])[]
  /** Which columns hold figures, set to the right. */
  figures: readonly number[]
}) => {
  const side = (place: number) => (figures.includes(place) ? styles.end : undefined)
  return (
    <table className={heads.length > 2 ? styles.table : classes(styles.table, styles.short)}>
      <thead>
        <tr>
          {heads.map((head, place) => (
            <th key={head} scope="col" className={side(place)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((cell, place) => (
              <td key={heads[place]} className={side(place)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
