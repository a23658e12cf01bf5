import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { useNamesText, useWordsText } from '#app/ui/words.tsx'
import { bandsUpward } from '../rating.ts'
import type { Band, Template } from '../template.ts'

export type TemplateNames = {
  dimensions: readonly { code: string; name: Words }[]
  /** Names of posts by code. */
  posts: Readonly<Record<string, Words>>
}

export const dimensionName = (dimensions: TemplateNames['dimensions'], code: string): Words =>
  dimensions.find((each) => each.code === code)?.name ?? { en: code }

/** The parts of a template in words, for its document and for what a version changes in it. */
export const useTemplateWords = ({ dimensions, posts }: TemplateNames) => {
  const t = useTranslations('performance')
  const names = useNamesText()
  const words = useWordsText()
  const dimension = (code: string) => words(dimensionName(dimensions, code))
  const least = (each: Template['dimensions'][number]) => t('template.least-weight', { percent: each.minimumBp / 100 })
  const band = ({ from, guideBp }: Band) =>
    guideBp === undefined
      ? t('template.band-from', { from })
      : t('template.band-guide', { from, percent: guideBp / 100 })
  const downward = ({ bands }: Template) => bandsUpward(bands).reverse()
  return {
    dimension,
    least,
    band,
    downward,
    posts: (template: Template) => names(template.posts, posts),
    perspectives: (template: Template) =>
      template.perspectives.map((each) => `${t(`perspective.${each.perspective}`)} ${each.parts}`).join(' : '),
    missing: (template: Template) => t(`missing.${template.missing}`),
    adjustments: (template: Template) => t('template.range', template.adjustments),
    range: (template: Template) => t('template.range', template.range),
  }
}
