import { redirect } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ImprovementForm } from '#app/feedback/improvement-form.tsx'
import {
  announceImprovement,
  improvementsOfTheme,
  openTheme,
  proposeImprovement,
  themesWithCounts,
  withdrawImprovement,
} from '#app/feedback/improvements.server.ts'
import { SuggestionSort } from '#app/feedback/suggestion-sort.tsx'
import { sortSuggestion, suggestionsOverseen } from '#app/feedback/suggestions.server.ts'
import { improvementForm, sortForm, themeForm } from '#app/feedback/voice.form.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { planVersionsVisible } from '#app/incentives/plans/plan-versions.server.ts'
import { chosenForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { templatesListed } from '#app/performance/templates/templates.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { LinkTabs } from '#app/ui/tabs.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url }) => {
  if (!can(actor, 'suggestion.sort-any')) return notFound()
  const themes = await themesWithCounts(db, actor)
  const chosen = url.searchParams.get('theme') ?? 'none'
  const [templates, plans] = [await templatesListed(db, actor), await planVersionsVisible(db, actor)]
  return {
    themes,
    chosen,
    suggestions: await suggestionsOverseen(db, actor, chosen),
    improvements: chosen === 'none' ? [] : await improvementsOfTheme(db, chosen),
    mayOpen: can(actor, 'theme.open'),
    versions: [
      ...templates.map(({ id, name, version }) => ({ value: `template:${id}`, name, version })),
      ...plans.map(({ id, name, version }) => ({ value: `plan:${id}`, name, version })),
    ],
  }
})

const here = (themeId: string | null) => redirect(paths.themes(themeId ?? undefined))

export const action = acts({
  'open-theme': signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, themeForm)
    if (!form.ok) return form.refusal
    const outcome = await openTheme(db, actor, form.value, now)
    return outcome.ok ? here(outcome.value.id) : refuse(outcome.error)
  }),
  sort: signedIn(async ({ db, actor, request, now, url }) => {
    const form = await readForm(request, sortForm)
    if (!form.ok) return form.refusal
    const outcome = await sortSuggestion(db, actor, form.value, now)
    return outcome.ok ? here(url.searchParams.get('theme')) : refuse(outcome.error)
  }),
  propose: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, improvementForm)
    if (!form.ok) return form.refusal
    const { version, ...fields } = form.value
    const [kind, id = ''] = version.split(':')
    const versions =
      kind === 'plan' ? { planVersionId: id, templateVersionId: null } : { planVersionId: null, templateVersionId: id }
    const outcome = await proposeImprovement(db, actor, { ...fields, ...versions }, now)
    return outcome.ok ? here(form.value.themeId) : refuse(outcome.error)
  }),
  announce: signedIn(async ({ db, actor, request, now, url }) => {
    const form = await readForm(request, chosenForm)
    if (!form.ok) return form.refusal
    const outcome = await announceImprovement(db, actor, form.value, now)
    return outcome.ok ? here(url.searchParams.get('theme')) : refuse(outcome.error)
  }),
  withdraw: signedIn(async ({ db, actor, request, now, url }) => {
    const form = await readForm(request, chosenForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawImprovement(db, actor, form.value, now)
    return outcome.ok ? here(url.searchParams.get('theme')) : refuse(outcome.error)
  }),
})

const Themes = () => {
  const { themes, chosen, suggestions, improvements, versions, mayOpen } = useLoaderData<typeof loader>()
  const t = useTranslations('feedback')
  const words = useWordsText()
  const errors = useActErrors('feedback')
  const [params] = useSearchParams()
  const form = useSchemaForm(
    themeForm,
    { name: { 'zh-CN': '', en: '' }, description: { 'zh-CN': '', en: '' } },
    'feedback',
  )
  const theme = themes.find((each) => each.id === chosen)
  return (
    <Page
      errors={errors}
      title={t('themes.title')}
      state={t(mayOpen ? 'themes.say' : 'themes.say-sort')}
      tabs={
        <LinkTabs
          label={t('themes.title')}
          current={theme ? paths.themes(theme.id) : paths.themes()}
          tabs={[
            {
              to: paths.themes(),
              title: t('themes.unsorted'),
              count: chosen === 'none' ? suggestions.length : undefined,
            },
            ...themes.map((each) => ({ to: paths.themes(each.id), title: words(each.name), count: each.suggestions })),
          ]}
        />
      }
    >
      <Stack gap="large" key={params.toString()}>
        {theme && (
          <Section title={t('themes.improvements')}>
            <Stack>
              {improvements.map((each) => (
                <FormShell key={each.id}>
                  <input type="hidden" name="id" value={each.id} />
                  <input type="hidden" name="revision" value={each.revision} />
                  <Row spread>
                    <span>
                      “{words(each.said)}” → {words(each.did)}
                    </span>
                    {each.announcedAt && <Badge tone="ok">{t('themes.announced')}</Badge>}
                    {mayOpen && !each.announcedAt && (
                      <Button name="act" value="announce" size="small">
                        {t('themes.announce')}
                      </Button>
                    )}
                    {mayOpen && (
                      <ConfirmButton
                        name="act"
                        value="withdraw"
                        size="small"
                        variant="text"
                        icon="undo"
                        confirm={t('themes.withdraw')}
                        consequence={t('themes.withdraw-consequence')}
                      >
                        {t('themes.withdraw')}
                      </ConfirmButton>
                    )}
                  </Row>
                </FormShell>
              ))}
              {mayOpen && <ImprovementForm key={chosen} themeId={theme.id} versions={versions} />}
            </Stack>
          </Section>
        )}
        <Section title={t('themes.suggestions', { count: suggestions.length })}>
          {suggestions.length === 0 ? (
            <Empty title={t('themes.no-suggestions')} />
          ) : (
            <Stack>
              {suggestions.map((each) => (
                <SuggestionSort key={each.id} suggestion={each} themes={themes} />
              ))}
            </Stack>
          )}
        </Section>
        {mayOpen && (
          <Section title={t('themes.open')}>
            <FormShell {...form.shell} adds>
              <FieldRow>
                <TextField label={t('themes.name-zh')} {...form.register('name.zh-CN')} />
                <TextField label={t('themes.name-en')} {...form.register('name.en')} />
              </FieldRow>
              <FieldRow>
                <TextField label={t('themes.about-zh')} {...form.register('description.zh-CN')} />
                <TextField label={t('themes.about-en')} {...form.register('description.en')} />
              </FieldRow>
              <FormActions>
                <Button name="act" value="open-theme">
                  {t('themes.open-act')}
                </Button>
              </FormActions>
            </FormShell>
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Themes
