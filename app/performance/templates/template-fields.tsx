import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isLintAt } from '#app/kernel/lint.ts'
import type { Words } from '#app/kernel/words.ts'
import { type NamedPost, PostsField } from '#app/organisation/posts/posts-field.tsx'
import { AmountField } from '#app/ui/amount-field.tsx'
import { Checkbox, SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FieldSet } from '#app/ui/form.tsx'
import { useFirstEach } from '#app/ui/sent.ts'
import { NumberField, TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { missingPolicies, perspectives, type Template } from '../template.ts'
import { WeightsLeft } from '../weights-left.tsx'
import type { Renewal } from './line-renewal.ts'
import { LineRenewalField } from './line-renewal-field.tsx'
import styles from './template-fields.module.css'
import { type LintsProps, TemplateLints } from './template-lints.tsx'

type FieldsProps = LintsProps & {
  kpis: readonly { code: string; name: Words }[]
  /** Posts that one may choose, and names of those that the template has. */
  posts: readonly NamedPost[]
  names: Readonly<Record<string, Words>>
  /** By KPI, lines that the library has otherwise today. */
  renewals: Readonly<Record<string, Renewal>>
}

/** Every figure of a draft; what is left of the 100 % is said while one types, lints stand beside their line. */
export const TemplateFields = ({ template, kpis, posts, names, renewals, lints, dimensions }: FieldsProps) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const first = useFirstEach(
    'lines',
    'weight',
    template.lines.map((line) => String(line.weightBp / 100)),
  )
  // By line: a save may add one or take one away while somebody goes on typing.
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const weights = template.lines.map((line, index) => typed[line.kpi] ?? first[index] ?? '')
  const partsOf = (perspective: string) =>
    template.perspectives.find((each) => each.perspective === perspective)?.parts ?? 0
  const bands: Template['bands'] = [...template.bands, { rating: '', name: { 'zh-CN': '', en: '' }, from: '' }]
  return (
    <>
      <FieldRow>
        <TextField label={t('kpi.name-zh')} name="name.zh-CN" defaultValue={template.name['zh-CN']} />
        <TextField label={t('kpi.name-en')} name="name.en" defaultValue={template.name.en} />
      </FieldRow>
      <PostsField label={t('template.posts')} name="posts[]" posts={posts} chosen={template.posts} names={names} />
      <FieldSet title={t('template.lines')}>
        <div>
          {/* Each field says its line and column by itself to whoever hears it. */}
          <div className={`${styles.line} ${styles.heads}`} aria-hidden="true">
            <span>{t('weight')}</span>
            <span>{t('kpi.target')}</span>
          </div>
          {template.lines.map((line, index) => (
            <div key={line.kpi} className={styles.line}>
              <input type="hidden" name={`lines.${index}.kpi`} value={line.kpi} />
              <div>
                {words(line.name)}
                <p className={styles.label}>
                  {line.regulatoryClass ? t(`class.${line.regulatoryClass}`) : t('kpi.no-class')} ·{' '}
                  {t(`curve.kind.${line.curve.kind}`)}
                </p>
                <TemplateLints
                  lints={lints.filter((lint) => isLintAt(lint, `lines.${index}`))}
                  template={template}
                  dimensions={dimensions}
                />
              </div>
              <NumberField
                quiet
                label={`${words(line.name)} · ${t('weight')}`}
                name={`lines.${index}.weight`}
                unit="%"
                value={weights[index] ?? ''}
                onChange={({ target }) => setTyped((all) => ({ ...all, [line.kpi]: target.value }))}
              />
              <AmountField
                quiet
                label={`${words(line.name)} · ${t('kpi.target')}`}
                name={`lines.${index}.target`}
                unit={line.unit ? words(line.unit) : undefined}
                defaultValue={line.target ?? ''}
              />
              <Checkbox label={t('template.remove')} name={`lines.${index}.remove`} value="yes" />
              <LineRenewalField
                name={`lines.${index}.renew`}
                line={line}
                renewal={renewals[line.kpi]}
                dimensions={dimensions}
              />
            </div>
          ))}
        </div>
        <div aria-live="polite">
          <WeightsLeft percents={weights} />
        </div>
        <SelectField
          key={template.lines.length}
          label={t('template.add-line')}
          name="add"
          none={t('template.no-line')}
          help={t('template.add-help')}
          options={kpis
            .filter((kpi) => !template.lines.some((line) => line.kpi === kpi.code))
            .map((kpi) => ({ value: kpi.code, label: words(kpi.name) }))}
        />
      </FieldSet>
      <FieldSet title={t('template.perspectives')} help={t('template.perspectives-help')}>
        <FieldRow>
          {perspectives.map((each) => (
            <NumberField
              key={each}
              label={t(`perspective.${each}`)}
              name={`perspectives.${each}`}
              defaultValue={partsOf(each)}
            />
          ))}
        </FieldRow>
      </FieldSet>
      <SelectField
        label={t('template.missing')}
        name="missing"
        defaultValue={template.missing}
        options={missingPolicies.map((value) => ({ value, label: t(`missing.${value}`) }))}
      />
      <FieldRow>
        <NumberField
          label={t('template.adjust-least')}
          name="adjustments.least"
          defaultValue={template.adjustments.least}
        />
        <NumberField
          label={t('template.adjust-most')}
          name="adjustments.most"
          defaultValue={template.adjustments.most}
        />
        <NumberField label={t('template.range-least')} name="range.least" defaultValue={template.range.least} />
        <NumberField label={t('template.range-most')} name="range.most" defaultValue={template.range.most} />
      </FieldRow>
      <FieldSet title={t('template.bands')} help={t('template.bands-help')}>
        <div>
          <div className={`${styles.band} ${styles.heads}`} aria-hidden="true">
            <span>{t('rating')}</span>
            <span>{t('kpi.name-zh')}</span>
            <span>{t('kpi.name-en')}</span>
            <span>{t('template.from')}</span>
            <span>{t('template.guide')}</span>
          </div>
          {bands.map((band, index) => (
            <div key={band.rating || template.bands.length} className={styles.band}>
              <TextField
                quiet
                label={`${t('rating')} ${index + 1}`}
                name={`bands.${index}.rating`}
                defaultValue={band.rating}
              />
              <TextField
                quiet
                label={`${t('kpi.name-zh')} ${index + 1}`}
                name={`bands.${index}.name.zh-CN`}
                defaultValue={band.name['zh-CN']}
              />
              <TextField
                quiet
                label={`${t('kpi.name-en')} ${index + 1}`}
                name={`bands.${index}.name.en`}
                defaultValue={band.name.en}
              />
              <NumberField
                quiet
                label={`${t('template.from')} ${index + 1}`}
                name={`bands.${index}.from`}
                defaultValue={band.from}
              />
              <NumberField
                quiet
                label={`${t('template.guide')} ${index + 1}`}
                name={`bands.${index}.guide`}
                unit="%"
                defaultValue={band.guideBp === undefined ? '' : band.guideBp / 100}
              />
            </div>
          ))}
        </div>
      </FieldSet>
    </>
  )
}
