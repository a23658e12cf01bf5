import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { leavingForm } from '#app/organisation/assignments/assignment.form.ts'
import { leave } from '#app/organisation/employees/employment-changes.server.ts'
import { employmentsOf, findPerson } from '#app/organisation/employees/people.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { DateField, TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, today }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'employee.change', person)) return notFound()
  const [current] = await employmentsOf(db, person.id)
  return {
    person: { id: person.id, name: person.name },
    lastDay: current?.toOn ?? today,
    reason: current?.leavingReason ?? '',
    isCorrection: current?.toOn !== null,
  }
})

export const action = signedIn(async ({ db, actor, params, request, now }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'employee.change', person)) return notFound()
  const form = await readForm(request, leavingForm)
  if (!form.ok) return form.refusal
  const outcome = await leave(db, actor, person.id, form.value, now)
  return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
})

const EmployeeLeave = () => {
  const { person, lastDay, reason, isCorrection } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const form = useSchemaForm(leavingForm, { lastDay, reason }, 'organisation')
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('people.title'), to: paths.people() },
        { title: person.name, to: paths.employee(person.id) },
      ]}
      title={t(isCorrection ? 'leave.correct-title' : 'leave.title', { name: person.name })}
    >
      <Stack gap="large">
        <Note>{t('leave.note')}</Note>
        <FormShell {...form.shell}>
          <DateField label={t('leave.last-day')} help={t('leave.last-day-help')} {...form.register('lastDay')} />
          <TextField label={t('leave.reason')} optional {...form.register('reason')} />
          <FormActions>
            <Button variant="first" pending={useNavigation().state !== 'idle'}>
              {t('leave.submit')}
            </Button>
            <LinkButton to={paths.employee(person.id)} variant="text">
              {t('back')}
            </LinkButton>
          </FormActions>
        </FormShell>
      </Stack>
    </Page>
  )
}
export default EmployeeLeave
