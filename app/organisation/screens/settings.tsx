import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { addEntity, changeSettings, settingsHistory } from '#app/organisation/settings/setting-changes.server.ts'
import { entityForm, settingsForm } from '#app/organisation/settings/settings.form.ts'
import { entitiesOf } from '#app/organisation/units/units.server.ts'
import { WordsFields } from '#app/organisation/words-fields.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup, SelectField } from '#app/ui/choice-field.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { DateField, TextArea, TextField } from '#app/ui/text-field.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, settings, today }) => {
  if (!can(actor, 'settings.read')) return notFound()
  return {
    settings,
    history: await settingsHistory(db),
    entities: await entitiesOf(db),
    mayChange: can(actor, 'settings.change'),
    today,
  }
})

export const action = acts({
  settings: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'settings.change')) return notFound()
    const form = await readForm(request, settingsForm)
    if (!form.ok) return form.refusal
    const outcome = await changeSettings(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.settings()) : refuse(outcome.error)
  }),
  entity: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'settings.change')) return notFound()
    const form = await readForm(request, entityForm)
    if (!form.ok) return form.refusal
    const outcome = await addEntity(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.settings()) : refuse(outcome.error)
  }),
})

const Settings = () => {
  const { settings, history, entities, mayChange, today } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const format = useFormatter()
  const words = useWordsText()
  const errors = useActErrors('organisation')
  const isBusy = useNavigation().state !== 'idle'
  const { calendar } = settings
  return (
    <Page errors={errors} title={t('settings.title')} state={t('settings.state')}>
      <Columns
        aside={
          <Stack gap="large">
            <Section title={t('settings.entities')}>
              <Table
                label={t('settings.entities')}
                rows={entities}
                rowKey={(row) => row.id}
                columns={[
                  { key: 'name', title: t('settings.entity'), cell: (row) => words(row.name) },
                  { key: 'code', title: t('settings.entity-code'), cell: (row) => row.code },
                ]}
              />
              {mayChange && (
                <FormShell adds>
                  <TextField name="code" label={t('settings.entity-code')} span="narrow" />
                  <TextField name="name.zh-CN" lang="zh-CN" label={t('in-chinese', { label: t('settings.entity') })} />
                  <TextField
                    name="name.en"
                    lang="en"
                    label={t('in-english', { label: t('settings.entity') })}
                    optional
                  />
                  <FormActions>
                    <Button name="act" value="entity" icon="add">
                      {t('settings.add-entity')}
                    </Button>
                  </FormActions>
                </FormShell>
              )}
            </Section>
            <Section title={t('settings.history')}>
              {history.length === 0 ? (
                <Empty title={t('settings.none')} />
              ) : (
                <Timeline
                  items={history.map((row) => ({
                    key: row.fromOn,
                    at: row.fromOn,
                    title: words(row.name),
                    text: `${row.timeZone} · ${row.currency}`,
                  }))}
                />
              )}
            </Section>
          </Stack>
        }
      >
        {!mayChange && <Note>{t('settings.read-only')}</Note>}
        <FormShell editor>
          <fieldset disabled={!mayChange}>
            <Stack>
              <DateField name="fromOn" label={t('settings.from')} defaultValue={today} />
              <WordsFields name="name" label={t('settings.name')} words={settings.name} />
              <FieldRow>
                <TextField
                  name="timeZone"
                  label={t('settings.zone')}
                  help={t('settings.zone-help')}
                  defaultValue={settings.timeZone}
                  span="narrow"
                />
                <TextField
                  name="currency"
                  label={t('settings.currency')}
                  help={t('settings.currency-help')}
                  defaultValue={settings.currency}
                  span="narrow"
                />
              </FieldRow>
              <SelectField
                name="language"
                label={t('settings.language')}
                defaultValue={settings.language}
                options={[
                  { value: 'zh-CN', label: '中文' },
                  { value: 'en', label: 'English' },
                ]}
              />
              <SelectField
                name="fiscalYearStart"
                label={t('settings.fiscal')}
                span="narrow"
                defaultValue={String(settings.fiscalYearStart)}
                options={Array.from({ length: 12 }, (_, at) => ({
                  value: String(at + 1),
                  label: format.dateTime(new Date(Date.UTC(2026, at)), { month: 'long', timeZone: 'UTC' }),
                }))}
              />
              <FieldSet title={t('settings.calendar')}>
                <CheckboxGroup
                  name="workdays[]"
                  label={t('settings.workdays')}
                  shape="row"
                  defaultValue={calendar.workdays.map(String)}
                  options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
                    value: String(day),
                    label: t(`settings.days.${day}`),
                  }))}
                />
                <TextArea
                  name="holidays"
                  label={t('settings.holidays')}
                  help={t('settings.holidays-help')}
                  optional
                  defaultValue={calendar.holidays.join('\n')}
                />
                <TextArea
                  name="workingDays"
                  label={t('settings.working-days')}
                  help={t('settings.holidays-help')}
                  optional
                  defaultValue={calendar.workingDays.join('\n')}
                />
              </FieldSet>
            </Stack>
          </fieldset>
          {mayChange && (
            <FormActions>
              <Button variant="first" name="act" value="settings" pending={isBusy}>
                {t('settings.save')}
              </Button>
            </FormActions>
          )}
        </FormShell>
      </Columns>
    </Page>
  )
}
export default Settings
