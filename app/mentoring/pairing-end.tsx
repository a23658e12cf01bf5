import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FoldedForm, FormActions } from '#app/ui/form.tsx'
import { Facts, Section, Stack } from '#app/ui/layout.tsx'
import { TextArea, TextField } from '#app/ui/text-field.tsx'
import type { PairingProps } from './pairing-aside.tsx'
import type { Side } from './session.ts'

/** What each of the two says of it, and how it ends. */
export const PairingEnd = ({
  pairing,
  side,
  mayEvaluate,
  mayEnd,
}: {
  pairing: PairingProps
  side: Side | null
  mayEvaluate: boolean
  mayEnd: boolean
}) => {
  const t = useTranslations('mentoring')
  const own = side === 'mentor' ? pairing.mentorEvaluation : pairing.menteeEvaluation
  return (
    <Section title={t('evaluation.title')}>
      <Stack>
        <Facts
          facts={[
            { label: t('evaluation.mentor'), value: pairing.mentorEvaluation ?? t('evaluation.none') },
            { label: t('evaluation.mentee'), value: pairing.menteeEvaluation ?? t('evaluation.none') },
          ]}
        />
        {mayEvaluate && (
          <FoldedForm summary={t(own ? 'evaluation.change' : 'evaluation.write')} editor>
            <input type="hidden" name="revision" value={pairing.revision} />
            <TextArea name="text" label={t('evaluation.text')} help={t('evaluation.help')} defaultValue={own ?? ''} />
            <FormActions>
              <Button name="act" value="evaluate">
                {t('evaluation.keep')}
              </Button>
            </FormActions>
          </FoldedForm>
        )}
        {mayEnd && (
          <FoldedForm summary={t('pairing.end')}>
            <input type="hidden" name="revision" value={pairing.revision} />
            <TextField name="reason" label={t('pairing.end-reason')} help={t('pairing.end-help')} />
            <FormActions>
              <ConfirmButton
                name="act"
                value="end"
                confirm={t('pairing.end-confirm')}
                consequence={t('pairing.end-means')}
              >
                {t('pairing.end')}
              </ConfirmButton>
            </FormActions>
          </FoldedForm>
        )}
      </Stack>
    </Section>
  )
}
