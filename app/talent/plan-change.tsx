import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FoldedForm, FormActions } from '#app/ui/form.tsx'
import { DateField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

type Plan = { revision: number; targetPostId: string; targetName: Words; fromOn: string; toOn: string }

/** Turns a plan to another post or other days, where the first choice was wrong or things have moved on. */
export const PlanChange = ({ plan, posts }: { plan: Plan; posts: readonly { id: string; name: Words }[] }) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  // A post that is no longer in use is kept, and not offered to anyone else.
  const own = posts.some(({ id }) => id === plan.targetPostId) ? [] : [{ id: plan.targetPostId, name: plan.targetName }]
  return (
    <FoldedForm summary={t('plan.change')} name="change-plan" revision={plan.revision}>
      <SelectField
        name="targetPostId"
        label={t('plan.target')}
        help={t('plan.change-means')}
        defaultValue={plan.targetPostId}
        options={[...own, ...posts].map(({ id, name }) => ({ value: id, label: words(name) }))}
      />
      <FieldRow>
        <DateField name="fromOn" label={t('plan.from')} defaultValue={plan.fromOn} />
        <DateField name="toOn" label={t('plan.to')} defaultValue={plan.toOn} />
      </FieldRow>
      <FormActions>
        <Button name="act" value="change">
          {t('plan.change-act')}
        </Button>
      </FormActions>
    </FoldedForm>
  )
}
