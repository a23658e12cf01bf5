import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { assignmentForm } from '#app/organisation/assignments/assignment.form.ts'
import { assign } from '#app/organisation/assignments/assignment-changes.server.ts'
import { assignmentChoices } from '#app/organisation/assignments/assignment-choices.server.ts'
import { AssignmentFields, emptyTerms } from '#app/organisation/assignments/assignment-fields.tsx'
import { rehire } from '#app/organisation/employees/employment-changes.server.ts'
import { employmentsOf, findPerson, isEmployedOn } from '#app/organisation/employees/people.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice-field.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { DateField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

/** A further assignment of someone who is here, or the first one of someone who comes back. */
export const loader = signedIn(async ({ db, actor, params, today, locale, settings }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'employee.change', person)) return notFound()
  return {
    person: { id: person.id, name: person.name },
    isEmployed: isEmployedOn(await employmentsOf(db, person.id), today),
    choices: await assignmentChoices(db, actor, today, locale),
    today,
    currency: settings.currency,
  }
})

export const action = acts({
  assign: signedIn(async ({ db, actor, params, request, settings, now }) => {
    const person = await findPerson(db, actor, params.employeeId ?? '')
    if (!person || !can(actor, 'employee.change', person)) return notFound()
    const form = await readForm(request, assignmentForm)
    if (!form.ok) return form.refusal
    const outcome = await assign(db, actor, person.id, form.value, settings.currency, now)
    return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
  }),
  rehire: signedIn(async ({ db, actor, params, request, settings, now }) => {
    const person = await findPerson(db, actor, params.employeeId ?? '')
    if (!person || !can(actor, 'employee.change', person)) return notFound()
    const form = await readForm(request, assignmentForm)
    if (!form.ok) return form.refusal
    const outcome = await rehire(db, actor, person.id, form.value, settings.currency, now)
    return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
  }),
})

const AssignmentNew = () => {
  const { person, isEmployed, choices, today, currency } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const form = useSchemaForm(assignmentForm, { ...emptyTerms, fromOn: today, isPrimary: '' }, 'organisation')
  const isBusy = useNavigation().state !== 'idle'
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('people.title'), to: paths.people() },
        { title: person.name, to: paths.employee(person.id) },
      ]}
      title={isEmployed ? t('assignment.new-title') : t('assignment.rehire-title', { name: person.name })}
      state={isEmployed ? t('assignment.new-state') : t('assignment.rehire-state')}
    >
      <FormShell {...form.shell} editor>
        <DateField label={t('assignment.from')} {...form.register('fromOn')} />
        <AssignmentFields register={form.register} choices={choices} currency={currency} />
        {isEmployed && (
          <Checkbox
            label={t('assignment.primary')}
            help={t('assignment.primary-help')}
            value="on"
            {...form.register('isPrimary')}
          />
        )}
        <FormActions>
          <Button variant="first" name="act" value={isEmployed ? 'assign' : 'rehire'} pending={isBusy}>
            {isEmployed ? t('employee.assign') : t('employee.rehire')}
          </Button>
          <LinkButton to={paths.employee(person.id)} variant="text">
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default AssignmentNew
