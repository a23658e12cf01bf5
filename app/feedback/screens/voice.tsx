import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { improvementsAnnounced } from '#app/feedback/improvements.server.ts'
import { pulsesFor } from '#app/feedback/pulses.server.ts'
import { suggest, suggestionsOf } from '#app/feedback/suggestions.server.ts'
import { suggestForm } from '#app/feedback/voice.form.ts'
import { YouSaid } from '#app/feedback/you-said.tsx'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { acts, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice-field.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { Tasks } from '#app/ui/tasks.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, url }) => ({
  improvements: await improvementsAnnounced(db, 20),
  pulses: await pulsesFor(db, actor, today),
  mine: actor.employeeId ? await suggestionsOf(db, actor.employeeId) : [],
  maySpeak: can(actor, 'voice.speak'),
  thanks: url.searchParams.get('said') !== null,
}))

export const action = acts({
  suggest: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, suggestForm)
    if (!form.ok) return form.refusal
    const outcome = await suggest(db, actor, form.value, now)
    return outcome.ok ? redirect(`${paths.voice()}?said=1`) : refuse(outcome.error)
  }),
})

const Voice = () => {
  const { improvements, pulses, mine, maySpeak, thanks } = useLoaderData<typeof loader>()
  const t = useTranslations('feedback')
  const words = useWordsText()
  const form = useSchemaForm(suggestForm, { text: '', isAnonymous: '' }, 'feedback')
  return (
    <Page title={t('voice.title')} state={t('voice.say')}>
      <Columns
        aside={
          <Stack gap="large">
            {pulses.length > 0 && (
              <Section title={t('voice.pulses')}>
                <Tasks
                  tasks={pulses.map((pulse) => ({
                    key: pulse.id,
                    title: words(pulse.name),
                    note: pulse.tookPartOn ? t('voice.took-part') : t('voice.minutes'),
                    due: <When at={pulse.closesOn} />,
                    action: pulse.tookPartOn ? null : (
                      <LinkButton to={paths.answerPulse(pulse.id)} variant="first">
                        {t('voice.answer')}
                      </LinkButton>
                    ),
                  }))}
                />
              </Section>
            )}
            {maySpeak && (
              <Section title={t('voice.suggest')}>
                {thanks && (
                  <Note tone="ok" live>
                    {t('voice.thanks')}
                  </Note>
                )}
                <FormShell {...form.shell} editor adds>
                  <TextArea label={t('voice.text')} help={t('voice.text-help')} {...form.register('text')} />
                  <Checkbox
                    label={t('voice.anonymous')}
                    help={t('voice.anonymous-help')}
                    value="yes"
                    {...form.register('isAnonymous')}
                  />
                  <FormActions>
                    <Button name="act" value="suggest" variant="first">
                      {t('voice.send')}
                    </Button>
                  </FormActions>
                </FormShell>
              </Section>
            )}
            {mine.length > 0 && (
              <Section title={t('voice.mine')}>
                <Timeline
                  items={mine.map((each) => ({
                    key: String(each.id),
                    at: each.saidOn ?? undefined,
                    title: each.text,
                    text:
                      each.answer ??
                      (each.theme ? t('voice.sorted', { theme: words(each.theme) }) : t('voice.waiting')),
                    tone: each.answer ? ('ok' as const) : undefined,
                  }))}
                />
              </Section>
            )}
          </Stack>
        }
      >
        <Section title={t('you-said.title')}>
          <YouSaid improvements={improvements} />
        </Section>
      </Columns>
    </Page>
  )
}
export default Voice
