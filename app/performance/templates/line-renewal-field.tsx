import { useTranslations } from 'use-intl'
import { Checkbox } from '#app/ui/choice-field.tsx'
import { Label } from '#app/ui/layout.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { TemplateLine } from '../template.ts'
import { LineCurve } from './line-curve.tsx'
import type { Renewal, RenewalPart } from './line-renewal.ts'
import styles from './template-fields.module.css'
import type { LintsProps } from './template-lints.tsx'
import { dimensionName } from './template-words.tsx'

type RenewalProps = Pick<LintsProps, 'dimensions'> & { name: string; line: TemplateLine; renewal: Renewal | undefined }

/** Offers to take a line as the library has its KPI today, and says first what that would change. */
export const LineRenewalField = ({ name, line, renewal, dimensions }: RenewalProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  if (!renewal) return null
  const partIn = (of: TemplateLine, part: Exclude<RenewalPart, 'curve'>): string => {
    if (part === 'name') return words(of.name)
    if (part === 'unit') return of.unit ? words(of.unit) : '—'
    if (part === 'source') return t(`source.${of.source}`)
    if (part === 'regulatoryClass') return of.regulatoryClass ? t(`class.${of.regulatoryClass}`) : t('kpi.no-class')
    return words(dimensionName(dimensions, of.dimension))
  }
  return (
    <div className={styles.renewal}>
      <Checkbox
        label={t('template.renew', { name: words(line.name) })}
        name={name}
        value="yes"
        help={renewal.parts
          .flatMap((part) =>
            part === 'curve'
              ? []
              : [t(`template.renewal.${part}`, { from: partIn(line, part), to: partIn(renewal.line, part) })],
          )
          .join(t('template.renewal.between'))}
      />
      {renewal.parts.includes('curve') && (
        <div className={styles.curves}>
          <div>
            <Label>{t('template.renewal.here')}</Label>
            <LineCurve line={line} />
          </div>
          <div>
            <Label>{t('template.renewal.library')}</Label>
            <LineCurve line={renewal.line} />
          </div>
        </div>
      )}
    </div>
  )
}
