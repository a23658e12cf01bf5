import { useTranslations } from 'use-intl'
import { Meter } from '#app/ui/charts/meter.tsx'
import { Words } from '#app/ui/words.tsx'
import styles from './calibration-board.module.css'
import type { SpreadRating } from './rating-spread.ts'

type SpreadProps = {
  ratings: readonly SpreadRating[]
  /** The one rating whose column is shown. */
  alone: string | null
  /** The rating over which a card is held. */
  over: string | null
}

/** Above each column how many have its rating, beside the guide as a line; a card may be dropped here too. */
export const RatingSpread = ({ ratings, alone, over }: SpreadProps) => {
  const t = useTranslations('performance')
  const hasGuide = ratings.some((each) => each.guideBp !== null)
  return (
    <section aria-labelledby="rating-spread">
      <h2 id="rating-spread" className={styles.spreadTitle}>
        {t('calibration.spread')}
      </h2>
      <p className={styles.label}>{t(hasGuide ? 'calibration.guide-is' : 'calibration.no-guide')}</p>
      <ol className={styles.spread}>
        {ratings.map(({ rating, name, count, shareBp, guideBp }) => (
          <li key={rating} data-rating={rating} data-over={over === rating ? '' : undefined}>
            <a href={alone === null ? `#rating-${rating}` : `?rating=${encodeURIComponent(rating)}`}>
              <b>{rating}</b> <Words words={name} />
            </a>
            <div className={styles.count}>{count}</div>
            <Meter
              value={shareBp / 100}
              label={t('calibration.share-of', { rating })}
              tone="plain"
              {...(guideBp !== null && { ghost: guideBp / 100 })}
            />
            <div className={styles.label}>
              {guideBp === null
                ? t('calibration.share', { share: Math.round(shareBp / 100) })
                : t('calibration.share-guide', { share: Math.round(shareBp / 100), guide: guideBp / 100 })}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
