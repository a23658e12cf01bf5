import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Section } from '#app/ui/layout.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import type { AppraisalView } from './appraisal-view.server.ts'
import { SelfReviewFields } from './self-review-fields.tsx'

/** One's own view of the quarter, kept as a draft until it is submitted. */
export const SelfReview = ({ parts, comment }: { parts: AppraisalView['parts']; comment: string | null }) => {
  const t = useTranslations('performance')
  return (
    <Section anchor="self-review" title={t('self.title')} label={t('self.label')}>
      <FormShell editor>
        <SelfReviewFields parts={parts} />
        <TextArea
          label={t('self.comment')}
          name="comment"
          optional
          help={t('self.comment-help')}
          defaultValue={comment ?? ''}
        />
        <FormActions>
          <ConfirmButton
            variant="first"
            name="act"
            value="submit"
            confirm={t('self.submit')}
            consequence={t('self.submit-consequence')}
          >
            {t('self.submit')}
          </ConfirmButton>
          <Button name="act" value="save">
            {t('self.save')}
          </Button>
        </FormActions>
      </FormShell>
    </Section>
  )
}
