import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { takeOnForm } from '#app/organisation/assignments/assignment.form.ts'
import { assignmentChoices } from '#app/organisation/assignments/assignment-choices.server.ts'
import { AssignmentFields, emptyTerms } from '#app/organisation/assignments/assignment-fields.tsx'
import { takeOn } from '#app/organisation/employees/employment-changes.server.ts'
import { PersonFields } from '#app/organisation/employees/person-fields.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { DateField, TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, locale, settings }) => {
  if (!can(actor, 'roster.list')) return notFound()
  return { choices: await assignmentChoices(db, actor, today, locale), today, currency: settings.currency }
})

export const action = acts({
  'take-on': signedIn(async ({ db, actor, request, settings, now }) => {
    if (!can(actor, 'roster.list')) return notFound()
    const form = await readForm(request, takeOnForm)
    if (!form.ok) return form.refusal
    const outcome = await takeOn(db, actor, form.value, settings.currency, now)
    return outcome.ok ? redirect(paths.employee(outcome.value.id)) : refuse(outcome.error)
  }),
})

const TakeOn = () => {
  const { choices, today, currency } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const start = { number: '', name: '', email: '', gender: '' as const, bornOn: '', fromOn: today, ...emptyTerms }
  const form = useSchemaForm(takeOnForm, start, 'organisation')
  return (
    <Page
      width="reading"
      crumbs={[{ title: t('people.title'), to: paths.people() }]}
      title={t('take-on.title')}
      state={t('take-on.state')}
    >
      <FormShell {...form.shell} editor>
        <FieldSet title={t('take-on.person')}>
          <TextField label={t('person.number')} span="narrow" {...form.register('number')} />
          <PersonFields register={form.register} />
        </FieldSet>
        <FieldSet title={t('take-on.assignment')}>
          <DateField label={t('take-on.first-day')} {...form.register('fromOn')} />
          <AssignmentFields register={form.register} choices={choices} currency={currency} />
        </FieldSet>
        <FormActions>
          <Button variant="first" name="act" value="take-on" pending={useNavigation().state !== 'idle'}>
            {t('people.take-on')}
          </Button>
          <LinkButton to={paths.people()} variant="text">
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default TakeOn
