import { useTranslations } from 'use-intl'
import { Badge } from '#app/ui/badge.tsx'
import { wholeWeightBp } from './template.ts'

/** What is left to 100 % of weights in percent, or too much, as they are being typed; an empty one weighs nothing. */
export const WeightsLeft = ({ percents }: { percents: readonly string[] }) => {
  const t = useTranslations('performance')
  const left = wholeWeightBp - percents.reduce((total, each) => total + Math.round(Number(each || 0) * 100), 0)
  return (
    <Badge tone={left === 0 ? 'ok' : 'bad'}>
      {left === 0
        ? t('goal.weights-whole')
        : left > 0
          ? t('goal.weights-left', { left: left / 100 })
          : t('goal.weights-over', { over: -left / 100 })}
    </Badge>
  )
}
