import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { isLintAt, type Lint } from '#app/kernel/lint.ts'
import { paths } from '#app/paths.ts'
import { Facts, Section, Stack } from '#app/ui/layout.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { useMeasureText } from '../measure.tsx'
import type { Template } from '../template.ts'
import { LineCurve } from './line-curve.tsx'
import styles from './template-document.module.css'
import { TemplateLints } from './template-lints.tsx'
import { type TemplateNames, useTemplateWords } from './template-words.tsx'

type DocumentProps = { template: Template; names: TemplateNames; lints: readonly Lint[] }

/** A template as one reads it: what counts how much, how it is scored, how the score becomes a rating. */
export const TemplateDocument = ({ template, names, lints }: DocumentProps) => {
  const t = useTranslations('performance')
  const said = useTemplateWords(names)
  const words = useWordsText()
  const measure = useMeasureText()
  const general = lints.filter((lint) => !template.lines.some((_, index) => isLintAt(lint, `lines.${index}`)))
  return (
    <Stack gap="large">
      <TemplateLints lints={general} template={template} dimensions={names.dimensions} />
      <Section
        title={t('template.lines')}
        label={
          <>
            {t('template.posts-are')} {said.posts(template)}
          </>
        }
      >
        <ol className={styles.lines}>
          {template.lines.map((line, index) => (
            <li key={line.kpi} className={styles.line}>
              <div className={styles.weight}>{line.weightBp / 100}%</div>
              <div>
                <Link to={paths.kpi(line.kpi)}>{words(line.name)}</Link>
                <p className={styles.label}>
                  {said.dimension(line.dimension)} ·{' '}
                  {line.regulatoryClass ? t(`class.${line.regulatoryClass}`) : t('kpi.no-class')} ·{' '}
                  {t(`source.${line.source}`)}
                  {line.target !== undefined && (
                    <>
                      {' · '}
                      <span className={styles.target}>
                        {t('kpi.target')} {measure(line.target, line.unit)}
                      </span>
                    </>
                  )}
                </p>
                <TemplateLints
                  lints={lints.filter((lint) => isLintAt(lint, `lines.${index}`))}
                  template={template}
                  dimensions={names.dimensions}
                />
              </div>
              <LineCurve line={line} />
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('template.rules')}>
        <Facts
          facts={[
            { label: t('template.perspectives'), value: said.perspectives(template) },
            { label: t('template.missing'), value: said.missing(template) },
            { label: t('template.adjustments'), value: said.adjustments(template) },
            { label: t('template.score-range'), value: said.range(template) },
            ...template.dimensions.map((each) => ({
              label: said.dimension(each.dimension),
              value: said.least(each),
            })),
          ]}
        />
      </Section>
      <Section title={t('template.bands')}>
        <Facts
          facts={said.downward(template).map((band) => ({
            label: `${band.rating} · ${words(band.name)}`,
            value: said.band(band),
          }))}
        />
      </Section>
    </Stack>
  )
}
