import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { scalePoints } from '#app/feedback/pulse.ts'
import { answerPulse, pulsesFor } from '#app/feedback/pulses.server.ts'
import { answerForm } from '#app/feedback/voice.form.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice-field.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, today }) => {
  const pulse = (await pulsesFor(db, actor, today)).find((each) => each.id === params.pulseId)
  return pulse ? { pulse } : notFound()
})

export const action = acts({
  answer: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, answerForm)
    if (!form.ok) return form.refusal
    const outcome = await answerPulse(db, actor, { pulseId: params.pulseId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.voice()) : refuse(outcome.error)
  }),
})

const AnswerPulse = () => {
  const { pulse } = useLoaderData<typeof loader>()
  const t = useTranslations('feedback')
  const words = useWordsText()
  const errors = useActErrors('feedback')
  return (
    <Page
      width="reading"
      crumbs={[{ title: t('voice.title'), to: paths.voice() }]}
      title={words(pulse.name)}
      state={t('pulse.promise')}
    >
      {pulse.tookPartOn ? (
        <Note tone="ok" action={<LinkButton to={paths.voice()}>{t('voice.title')}</LinkButton>}>
          {t('voice.took-part')}
        </Note>
      ) : (
        <FormShell errors={errors} editor>
          <Stack gap="large">
            {pulse.questions.map((question) => (
              <RadioGroup
                key={question.key}
                name={`answers.${question.key}`}
                label={words(question.text)}
                help={t('pulse.scale', { low: words(question.low), high: words(question.high) })}
                shape="row"
                options={scalePoints.map((point) => ({ value: String(point), label: String(point) }))}
              />
            ))}
            <TextArea name="comment" label={t('pulse.comment')} help={t('pulse.comment-help')} optional />
          </Stack>
          <FormActions>
            <Button name="act" value="answer" variant="first">
              {t('pulse.send')}
            </Button>
            <LinkButton to={paths.voice()} variant="text">
              {t('pulse.later')}
            </LinkButton>
          </FormActions>
        </FormShell>
      )}
    </Page>
  )
}
export default AnswerPulse
