import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { DateField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { planForm } from './talent.form.ts'

/** Begins a plan: towards which post, from when to when; its actions follow. */
export const PlanDraft = ({
  posts,
  today,
  until,
}: {
  posts: readonly { id: string; name: Words }[]
  today: string
  until: string
}) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  const form = useSchemaForm(planForm, { targetPostId: '', fromOn: today, toOn: until }, 'talent')
  return (
    <FormShell {...form.shell} editor>
      <SelectField
        label={t('plan.target')}
        none={t('actions.choose')}
        options={posts.map(({ id, name }) => ({ value: id, label: words(name) }))}
        {...form.register('targetPostId')}
      />
      <FieldRow>
        <DateField label={t('plan.from')} {...form.register('fromOn')} />
        <DateField label={t('plan.to')} {...form.register('toOn')} />
      </FieldRow>
      <FormActions>
        <Button variant="first" name="act" value="propose">
          {t('plan.propose')}
        </Button>
      </FormActions>
    </FormShell>
  )
}
