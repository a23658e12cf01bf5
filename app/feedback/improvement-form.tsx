import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { improvementForm } from './voice.form.ts'

/** What people said, what was done, and the template or plan version that carries it. */
export const ImprovementForm = ({
  themeId,
  versions,
}: {
  themeId: string
  versions: readonly { value: string; name: Words; version: number }[]
}) => {
  const t = useTranslations('feedback')
  const words = useWordsText()
  const none = { 'zh-CN': '', en: '' }
  const form = useSchemaForm(
    improvementForm,
    { themeId, said: none, did: none, version: versions[0]?.value ?? '' },
    'feedback',
  )
  return (
    <FormShell {...form.shell} editor="theme" adds>
      <input type="hidden" name="themeId" value={themeId} />
      <FieldRow>
        <TextField label={t('themes.said-zh')} {...form.register('said.zh-CN')} />
        <TextField label={t('themes.said-en')} {...form.register('said.en')} />
      </FieldRow>
      <FieldRow>
        <TextField label={t('themes.did-zh')} {...form.register('did.zh-CN')} />
        <TextField label={t('themes.did-en')} {...form.register('did.en')} />
      </FieldRow>
      <SelectField
        label={t('themes.version')}
        options={versions.map((each) => ({
          value: each.value,
          label: t('themes.version-of', { name: words(each.name), version: each.version }),
        }))}
        {...form.register('version')}
      />
      <FormActions>
        <Button name="act" value="propose">
          {t('themes.propose')}
        </Button>
      </FormActions>
    </FormShell>
  )
}
