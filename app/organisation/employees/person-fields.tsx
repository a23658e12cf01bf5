import type { UseFormRegister } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow } from '#app/ui/form.tsx'
import { DateField, TextField } from '#app/ui/text-field.tsx'

type PersonText = { name: string; email: string; gender: string; bornOn: string }

/** Name and address; gender and birth date are optional and read by fairness tests only. */
export const PersonFields = ({
  register,
}: {
  register: (name: keyof PersonText) => ReturnType<UseFormRegister<PersonText>>
}) => {
  const t = useTranslations('organisation')
  return (
    <>
      <TextField label={t('person.name')} {...register('name')} />
      <TextField label={t('person.email')} help={t('person.email-help')} type="email" optional {...register('email')} />
      <FieldRow>
        <SelectField
          label={t('person.gender')}
          help={t('person.fairness-help')}
          optional
          span="narrow"
          none={t('person.unsaid')}
          options={[
            { value: 'female', label: t('person.genders.female') },
            { value: 'male', label: t('person.genders.male') },
          ]}
          {...register('gender')}
        />
        <DateField label={t('person.born')} optional {...register('bornOn')} />
      </FieldRow>
    </>
  )
}
