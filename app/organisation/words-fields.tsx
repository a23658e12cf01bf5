import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { FieldRow } from '#app/ui/form.tsx'
import { TextArea, TextField } from '#app/ui/text-field.tsx'

/** A name in both languages beside each other; one of them is enough. */
export const WordsFields = ({
  name,
  label,
  words = {},
  long,
}: {
  name: string
  label: string
  words?: Words
  /** Several lines each. */
  long?: boolean
}) => {
  const t = useTranslations('organisation')
  const Field = long ? TextArea : TextField
  return (
    <FieldRow>
      <Field name={`${name}.zh-CN`} lang="zh-CN" label={t('in-chinese', { label })} defaultValue={words['zh-CN']} />
      <Field name={`${name}.en`} lang="en" label={t('in-english', { label })} defaultValue={words.en} />
    </FieldRow>
  )
}
