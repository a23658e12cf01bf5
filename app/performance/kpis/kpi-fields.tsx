import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { SelectField } from '#app/ui/choice-field.tsx'
import { useEarly } from '#app/ui/early.ts'
import { FieldRow, FieldSet } from '#app/ui/form.tsx'
import { useFirst } from '#app/ui/sent.ts'
import { NumberField, TextArea, TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { type Direction, directions } from '../curve.ts'
import { type KpiDefinition, kpiSources } from '../kpi.ts'
import { regulatoryClasses } from '../template.ts'
import { CurveStudio } from './curve-studio.tsx'

const directionOf = (text: string): Direction => (text === 'lower' ? 'lower' : 'higher')

/** What is asked of a KPI, its curve last and largest. */
export const KpiFields = ({
  kpi,
  dimensions,
}: {
  kpi: KpiDefinition | null
  dimensions: readonly { code: string; name: Words }[]
}) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const [target, setTarget] = useState(useFirst('target', kpi?.target ?? ''))
  const [direction, setDirection] = useState(directionOf(useFirst('direction', kpi?.direction ?? 'higher')))
  const directed = useRef<HTMLSelectElement>(null)
  const aimed = useRef<HTMLInputElement>(null)
  useEarly(() => {
    setDirection(directionOf(directed.current?.value ?? direction))
    setTarget(aimed.current?.value ?? target)
  })
  return (
    <>
      <FieldRow>
        <TextField label={t('kpi.name-zh')} name="name.zh-CN" defaultValue={kpi?.name['zh-CN']} />
        <TextField label={t('kpi.name-en')} name="name.en" defaultValue={kpi?.name.en} />
      </FieldRow>
      <FieldRow>
        <TextArea
          label={t('kpi.description-zh')}
          name="description.zh-CN"
          rows={2}
          defaultValue={kpi?.description['zh-CN']}
        />
        <TextArea label={t('kpi.description-en')} name="description.en" rows={2} defaultValue={kpi?.description.en} />
      </FieldRow>
      <FieldRow>
        <TextField label={t('kpi.unit-zh')} name="unit.zh-CN" span="narrow" defaultValue={kpi?.unit['zh-CN']} />
        <TextField label={t('kpi.unit-en')} name="unit.en" span="narrow" defaultValue={kpi?.unit.en} />
      </FieldRow>
      <FieldRow>
        <SelectField
          label={t('kpi.dimension')}
          name="dimension"
          defaultValue={kpi?.dimension}
          options={dimensions.map((each) => ({ value: each.code, label: words(each.name) }))}
        />
        <SelectField
          label={t('kpi.class')}
          name="regulatoryClass"
          none={t('kpi.no-class')}
          defaultValue={kpi?.regulatoryClass ?? ''}
          options={regulatoryClasses.map((value) => ({ value, label: t(`class.${value}`) }))}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          label={t('kpi.source')}
          name="source"
          defaultValue={kpi?.source}
          options={kpiSources.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <SelectField
          ref={directed}
          label={t('kpi.direction')}
          name="direction"
          value={direction}
          onChange={(event) => setDirection(directionOf(event.target.value))}
          options={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
        />
        <NumberField
          ref={aimed}
          label={t('kpi.target')}
          name="target"
          optional
          value={target}
          onChange={(event) => setTarget(event.target.value)}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={t('kpi.data-source-zh')}
          name="dataSource.zh-CN"
          optional
          help={t('kpi.data-source-help')}
          defaultValue={kpi?.dataSource?.['zh-CN']}
        />
        <TextField label={t('kpi.data-source-en')} name="dataSource.en" optional defaultValue={kpi?.dataSource?.en} />
      </FieldRow>
      <FieldSet title={t('kpi.curve')} help={t('curve.studio-help')}>
        <CurveStudio
          curve={kpi?.curve ?? null}
          direction={direction}
          target={target}
          unit={kpi ? words(kpi.unit) : ''}
          name={kpi ? words(kpi.name) : t('kpi.add')}
        />
      </FieldSet>
    </>
  )
}
