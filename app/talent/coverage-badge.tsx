import { useTranslations } from 'use-intl'
import { Badge } from '#app/ui/badge.tsx'
import type { Coverage } from './echelon.ts'

const tones = { 'single-point': 'bad', uncovered: 'warn', thin: 'warn', covered: 'ok' } as const

/** How well a target post is covered, in words. */
export const CoverageBadge = ({ coverage }: { coverage: Coverage }) => {
  const t = useTranslations('talent')
  return (
    <Badge tone={tones[coverage]} icon={coverage === 'single-point' ? 'alert' : undefined}>
      {t(`coverage.${coverage}`)}
    </Badge>
  )
}
