import { useTranslations } from 'use-intl'
import { Label, Section, Stack } from '#app/ui/layout.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { useMeasureText } from '../measure.tsx'
import type { Template, TemplateLine } from '../template.ts'
import { LineCurve } from './line-curve.tsx'
import { type LinePart, type TemplateChange, templateChanges, type WholePart } from './template-changes.ts'
import { type TemplateNames, useTemplateWords } from './template-words.tsx'

type ChangesProps = { before: { version: number; definition: Template }; template: Template; names: TemplateNames }

/** What a version decides otherwise than the one in force: where, what it was, and what it is to be. */
export const TemplateChanges = ({ before, template, names }: ChangesProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const changes = templateChanges(before.definition, template)
  const placeOf = (change: TemplateChange) => {
    const part = t(`template.parts.${change.part}`)
    const line = 'kpi' in change ? (change.after ?? change.before) : null
    if (!line) return part
    return (
      <div>
        <div>{words(line.name)}</div>
        <Label>{part}</Label>
      </div>
    )
  }
  const cell = (side: 'before' | 'after') => (change: TemplateChange) =>
    'kpi' in change ? (
      <LineSide line={change[side]} part={change.part} />
    ) : (
      <WholeSide template={side === 'before' ? before.definition : template} part={change.part} names={names} />
    )
  return (
    <Section
      title={t('template.changes', { count: changes.length, version: before.version })}
      label={t('template.changes-hold')}
    >
      {changes.length > 0 && (
        <Table
          label={t('template.changes-label', { version: before.version })}
          rows={changes}
          rowKey={(change) => ('kpi' in change ? `${change.kpi} ${change.part}` : change.part)}
          columns={[
            { key: 'place', title: t('template.changed'), cell: placeOf, wrap: true },
            { key: 'before', title: t('template.was'), cell: cell('before'), wrap: true },
            { key: 'after', title: t('template.is-now'), cell: cell('after'), wrap: true },
          ]}
        />
      )}
    </Section>
  )
}

const LineSide = ({ line, part }: { line: TemplateLine | null; part: LinePart }) => {
  const measure = useMeasureText()
  if (!line) return '—'
  if (part === 'weightBp') return `${line.weightBp / 100}%`
  if (part === 'target') return line.target === undefined ? '—' : measure(line.target, line.unit)
  return <LineCurve line={line} />
}

const WholeSide = ({ template, part, names }: { template: Template; part: WholePart; names: TemplateNames }) => {
  const said = useTemplateWords(names)
  const words = useWordsText()
  if (part === 'dimensions')
    return (
      <Stack gap="small">
        {template.dimensions.map((each) => (
          <span key={each.dimension}>
            {said.dimension(each.dimension)} {said.least(each)}
          </span>
        ))}
      </Stack>
    )
  if (part === 'bands')
    return (
      <Stack gap="small">
        {said.downward(template).map((band) => (
          <span key={band.rating}>
            {band.rating} · {words(band.name)} {said.band(band)}
          </span>
        ))}
      </Stack>
    )
  return said[part](template)
}
