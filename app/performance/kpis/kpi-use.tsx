import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Muted, Row, Section } from '#app/ui/layout.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { Curve } from '../curve.ts'
import { isSame } from '../templates/template-changes.ts'
import type { TemplateWith } from '../templates/templates.server.ts'
import styles from './kpi-use.module.css'

/**
 * The templates in force that score by a KPI, each with its weight: whom a change of it will concern. One may score by
 * another curve than the KPI has now, since a version keeps the curve that it was approved with.
 */
export const KpiUse = ({ templates, curve }: { templates: readonly TemplateWith[]; curve: Curve }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const scoresOtherwise = (template: TemplateWith) => !isSame(template.curve, curve)
  return (
    <Section title={t('kpi.used-in')}>
      {templates.length === 0 && <Muted>{t('kpi.used-nowhere')}</Muted>}
      <div className={styles.list}>
        {templates.map((template) => (
          <Row key={template.code} spread>
            <Row>
              <Link to={paths.template(template.code, template.version)}>{words(template.name)}</Link>
              {scoresOtherwise(template) && <Badge tone="warn">{t('kpi.other-curve')}</Badge>}
            </Row>
            <span>{template.weightBp / 100}%</span>
          </Row>
        ))}
        {templates.some(scoresOtherwise) && <Muted>{t('kpi.other-curve-means')}</Muted>}
      </div>
    </Section>
  )
}
