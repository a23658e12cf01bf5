import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Muted, Row, Section } from '#app/ui/layout.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { TemplateWith } from '../templates/templates.server.ts'
import styles from './kpi-use.module.css'

/** The templates in force that score by a KPI, each with its weight: whom a change of it will concern. */
export const KpiUse = ({ templates }: { templates: readonly TemplateWith[] }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  return (
    <Section title={t('kpi.used-in')}>
      {templates.length === 0 && <Muted>{t('kpi.used-nowhere')}</Muted>}
      <div className={styles.list}>
        {templates.map(({ code, version, name, weightBp }) => (
          <Row key={code} spread>
            <Link to={paths.template(code, version)}>{words(name)}</Link>
            <span>{weightBp / 100}%</span>
          </Row>
        ))}
      </div>
    </Section>
  )
}
