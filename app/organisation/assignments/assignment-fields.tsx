import { useActionData } from '@remix-run/react'
import type { UseFormRegister } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import type { ServerAnswer } from '#app/i18n/answer-words.ts'
import { Checkbox, type Option, SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow } from '#app/ui/form.tsx'
import { MoneyField } from '#app/ui/money-field.tsx'
import { NumberField, TextField } from '#app/ui/text-field.tsx'
import { PersonField } from '../employees/person-field.tsx'

export type AssignmentChoices = { units: readonly Option[]; posts: readonly Option[] }
/** What stands in the form at first, as text. */
export type TermsText = {
  unitId: string
  postId: string
  lineManagerId: string
  fteBp: string
  base: string
  city: string
  confirmed: string
}
export const emptyTerms: TermsText = {
  unitId: '',
  postId: '',
  lineManagerId: '',
  fteBp: '100',
  base: '',
  city: '',
  confirmed: '',
}

/** Unit, post, line manager, share of full time, base and city: what every assignment says. */
export const AssignmentFields = ({
  register,
  choices,
  manager,
  currency,
}: {
  // The forms differ in their other fields; these names are in all of them.
  register: (name: keyof TermsText) => ReturnType<UseFormRegister<TermsText>>
  choices: AssignmentChoices
  manager?: { id: string; name: string } | null
  currency: string
}) => {
  const t = useTranslations('organisation')
  // The server found more than full time: HR may confirm it.
  const isOver = useActionData<ServerAnswer>()?.refusal?.code === 'over-full-time'
  return (
    <>
      <SelectField label={t('person.unit')} none={t('choose')} options={choices.units} {...register('unitId')} />
      <SelectField label={t('person.post')} none={t('choose')} options={choices.posts} {...register('postId')} />
      <PersonField
        label={t('person.manager')}
        help={t('assignment.manager-help')}
        optional
        name="lineManagerId"
        chosen={manager}
      />
      <FieldRow>
        <NumberField label={t('person.fte')} unit="%" {...register('fteBp')} />
        <MoneyField
          label={t('person.base')}
          help={t('assignment.base-help')}
          currency={currency}
          {...register('base')}
        />
      </FieldRow>
      <TextField label={t('person.city')} optional span="narrow" {...register('city')} />
      {isOver && (
        <Checkbox
          label={t('assignment.confirm-over')}
          help={t('assignment.confirm-over-help')}
          {...register('confirmed')}
          value="on"
        />
      )}
    </>
  )
}
