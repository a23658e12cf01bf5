import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { isLintAt, type Lint } from '#app/kernel/lint.ts'
import type { Words } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Facts, Section, Stack } from '#app/ui/layout.tsx'
import { useNamesText, useWordsText } from '#app/ui/words.tsx'
import { CurvePicture } from '../kpis/curve-picture.tsx'
import { useMeasureText } from '../measure.tsx'
import { bandsUpward } from '../rating.ts'
import type { Template } from '../template.ts'
import styles from './template-document.module.css'
import { TemplateLints } from './template-lints.tsx'

type DocumentProps = {
  template: Template
  dimensions: readonly { code: string; name: Words }[]
  /** Names of posts by code. */
  posts: Readonly<Record<string, Words>>
  lints: readonly Lint[]
}

/** A template as one reads it: what counts how much, how it is scored, how the score becomes a rating. */
export const TemplateDocument = ({ template, dimensions, posts, lints }: DocumentProps) => {
  const t = useTranslations('performance')
  const names = useNamesText()
  const words = useWordsText()
  const measure = useMeasureText()
  const nameOf = (code: string) => words(dimensions.find((each) => each.code === code)?.name ?? { en: code })
  const general = lints.filter((lint) => !template.lines.some((_, index) => isLintAt(lint, `lines.${index}`)))
  return (
    <Stack gap="large">
      <TemplateLints lints={general} />
      <Section
        title={t('template.lines')}
        label={
          <>
            {t('template.posts-are')} {names(template.posts, posts)}
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
                  {nameOf(line.dimension)} ·{' '}
                  {line.regulatoryClass ? t(`class.${line.regulatoryClass}`) : t('kpi.no-class')} ·{' '}
                  {t(`source.${line.source}`)}
                  {line.target !== undefined && ` · ${t('kpi.target')} ${measure(line.target, line.unit)}`}
                </p>
                <TemplateLints lints={lints.filter((lint) => isLintAt(lint, `lines.${index}`))} />
              </div>
              <CurvePicture
                small
                curve={line.curve}
                target={line.target ?? null}
                unit={line.unit ? words(line.unit) : undefined}
                label={t('curve.picture', { name: words(line.name) })}
              />
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('template.rules')}>
        <Facts
          facts={[
            {
              label: t('template.perspectives'),
              value: template.perspectives
                .map((each) => `${t(`perspective.${each.perspective}`)} ${each.parts}`)
                .join(' : '),
            },
            { label: t('template.missing'), value: t(`missing.${template.missing}`) },
            { label: t('template.adjustments'), value: t('template.range', template.adjustments) },
            { label: t('template.score-range'), value: t('template.range', template.range) },
            ...template.dimensions.map((each) => ({
              label: nameOf(each.dimension),
              value: t('template.least-weight', { percent: each.minimumBp / 100 }),
            })),
          ]}
        />
      </Section>
      <Section title={t('template.bands')}>
        <Facts
          facts={bandsUpward(template.bands)
            .reverse()
            .map((band) => ({
              label: `${band.rating} · ${words(band.name)}`,
              value:
                band.guideBp === undefined
                  ? t('template.band-from', { from: band.from })
                  : t('template.band-guide', { from: band.from, percent: band.guideBp / 100 }),
            }))}
        />
      </Section>
    </Stack>
  )
}
