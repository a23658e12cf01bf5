import { useTranslations } from 'use-intl'
import type { TemplateLine } from '../template.ts'
import { scaleOf, scaleText } from './typed-mark.ts'

/** What may be typed on a line, short enough for its cell: the levels of its scale, or a number. */
export const useScaleWords = (): ((line: TemplateLine) => string) => {
  const t = useTranslations('performance')
  return (line) => {
    const levels = scaleOf(line)
    return levels ? t('grid.only', { scale: scaleText(levels) }) : t('grid.only-number')
  }
}
