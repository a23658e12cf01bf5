import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { personForm } from '#app/organisation/assignments/assignment.form.ts'
import { correctPerson } from '#app/organisation/employees/employment-changes.server.ts'
import { findPerson } from '#app/organisation/employees/people.server.ts'
import { PersonFields } from '#app/organisation/employees/person-fields.tsx'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'employee.change', person)) return notFound()
  const { id, number, name, email, gender, bornOn, revision } = person
  return { id, number, name, email, gender, bornOn, revision }
})

export const action = signedIn(async ({ db, actor, params, request, now }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'employee.change', person)) return notFound()
  const form = await readForm(request, personForm)
  if (!form.ok) return form.refusal
  const outcome = await correctPerson(db, actor, person.id, form.value, now)
  return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
})

const EmployeeCorrect = () => {
  const person = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const start = {
    name: person.name,
    email: person.email ?? '',
    gender: person.gender ?? ('' as const),
    bornOn: person.bornOn ?? '',
    revision: String(person.revision),
  }
  const form = useSchemaForm(personForm, start, 'organisation')
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('people.title'), to: paths.people() },
        { title: person.name, to: paths.employee(person.id) },
      ]}
      title={t('employee.correct-person')}
      state={t('person.of-number', { number: person.number })}
    >
      <FormShell {...form.shell} editor revision={person.revision}>
        <PersonFields register={form.register} />
        <FormActions>
          <Button variant="first" pending={useNavigation().state !== 'idle'}>
            {t('save')}
          </Button>
          <LinkButton to={paths.employee(person.id)} variant="text">
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default EmployeeCorrect
