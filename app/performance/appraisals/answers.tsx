import { useTranslations } from 'use-intl'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FoldedForm, FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import type { AppraisalView } from './appraisal-view.server.ts'

type AnswersProps = {
  appraisal: Pick<AppraisalView['appraisal'], 'acknowledgedAt' | 'acknowledgementNote'>
  appeals: AppraisalView['appeals']
  may: { acknowledge: boolean; appeal: boolean; withdraw: boolean }
}

/** The person's answer to a published result: acknowledged, which is not agreement, and challenged where they differ. */
export const Answers = ({ appraisal, appeals, may }: AnswersProps) => {
  const t = useTranslations('performance')
  return (
    <Section anchor="answer" title={t('answer.title')} label={t('answer.label')}>
      <Stack>
        {appraisal.acknowledgedAt !== null && (
          <Note tone="ok" title={t('answer.acknowledged')}>
            <When at={appraisal.acknowledgedAt} /> {appraisal.acknowledgementNote}
          </Note>
        )}
        {appeals.map((appeal) => (
          <Note
            key={appeal.id}
            tone={appeal.answeredAt === null ? 'warn' : 'plain'}
            title={
              <>
                {t('appeal.filed')} <When at={appeal.appealedAt} />{' '}
                <Badge>{t(`appeal.${appeal.outcome ?? 'open'}`)}</Badge>
              </>
            }
          >
            <p>{appeal.reason}</p>
            {appeal.answer && <p>{t('appeal.answer-is', { answer: appeal.answer })}</p>}
            {may.withdraw && appeal.answeredAt === null && (
              <FormShell>
                <input type="hidden" name="appealId" value={appeal.id} />
                <input type="hidden" name="revision" value={appeal.revision} />
                <ConfirmButton
                  variant="text"
                  size="small"
                  name="act"
                  value="withdraw-appeal"
                  confirm={t('appeal.withdraw')}
                  consequence={t('appeal.withdraw-consequence')}
                >
                  {t('appeal.withdraw')}
                </ConfirmButton>
              </FormShell>
            )}
          </Note>
        ))}
        {may.acknowledge && (
          <FormShell>
            <TextArea label={t('answer.note')} name="note" optional rows={2} />
            <FormActions>
              <Button variant="first" name="act" value="acknowledge">
                {t('answer.acknowledge')}
              </Button>
            </FormActions>
          </FormShell>
        )}
        {may.appeal && (
          <FoldedForm summary={t('appeal.want')} editor>
            <TextArea label={t('appeal.reason')} name="reason" help={t('appeal.reason-help')} />
            <FormActions>
              <Button name="act" value="appeal">
                {t('appeal.file')}
              </Button>
            </FormActions>
          </FoldedForm>
        )}
      </Stack>
    </Section>
  )
}
