import type { FieldPath, UseFormRegister } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import { Checkbox, SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FieldSet } from '#app/ui/form.tsx'
import { DateField, NumberField, TextField } from '#app/ui/text-field.tsx'
import type { reviseProgrammeForm } from './mentoring.form.ts'
import { matchMethods, programmeKinds } from './programme.ts'

type Terms = Omit<z.input<typeof reviseProgrammeForm>, 'revision'>

/** What a programme is called, when it runs, and who may be paired. `register` is of a form that holds the terms. */
export const ProgrammeTerms = ({
  register,
}: {
  register: (name: FieldPath<Terms>) => ReturnType<UseFormRegister<Terms>>
}) => {
  const t = useTranslations('mentoring')
  return (
    <>
      <FieldRow>
        <TextField label={t('terms.name-zh')} lang="zh-CN" {...register('name.zh-CN')} />
        <TextField label={t('terms.name-en')} lang="en" {...register('name.en')} />
      </FieldRow>
      <FieldRow>
        <SelectField
          label={t('terms.kind')}
          options={programmeKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
          {...register('kind')}
        />
        <DateField label={t('terms.from')} {...register('fromOn')} />
        <DateField label={t('terms.to')} {...register('toOn')} />
      </FieldRow>
      <FieldSet title={t('terms.rules')} help={t('terms.rules-help')}>
        <Checkbox label={t('terms.not-own-manager')} {...register('notOwnManager')} />
        <Checkbox label={t('terms.same-city')} {...register('sameCity')} />
        <Checkbox label={t('terms.other-unit')} {...register('otherUnit')} />
        <FieldRow>
          <NumberField
            label={t('terms.minimum-years')}
            unit={t('terms.years')}
            min={0}
            max={40}
            {...register('minimumYears')}
          />
          <SelectField
            label={t('terms.method')}
            options={matchMethods.map((method) => ({ value: method, label: t(`methods.${method}`) }))}
            {...register('method')}
          />
        </FieldRow>
      </FieldSet>
    </>
  )
}
