import { useTranslations } from 'use-intl'
import { useWordsText } from '#app/ui/words.tsx'
import { CurvePicture } from '../kpis/curve-picture.tsx'
import type { TemplateLine } from '../template.ts'

/** The curve of a template's line beside its words, small. */
export const LineCurve = ({ line }: { line: TemplateLine }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  return (
    <CurvePicture
      small
      curve={line.curve}
      target={line.target ?? null}
      unit={line.unit ? words(line.unit) : undefined}
      label={t('curve.picture', { name: words(line.name) })}
    />
  )
}
