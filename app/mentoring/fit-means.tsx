import { useTranslations } from 'use-intl'
import { Muted } from '#app/ui/layout.tsx'
import { cityPoints, levelPoints, otherUnitPoints, wishPoints } from './fit.ts'

/** What the figure beside a pair says, and what counts for how much. */
export const FitMeans = () => {
  const t = useTranslations('mentoring')
  return (
    <p>
      <Muted>
        {t('fit-means', {
          mentee: wishPoints.mentee[0],
          mentor: wishPoints.mentor[0],
          level: levelPoints[1],
          city: cityPoints,
          unit: otherUnitPoints,
        })}
      </Muted>
    </p>
  )
}
