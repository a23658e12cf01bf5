import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { absenceForm } from '#app/organisation/assignments/assignment.form.ts'
import {
  absenceKinds,
  effectAnswer,
  effectAnswers,
  excludesProration,
  extendsDeadlines,
} from '#app/organisation/employees/absence.ts'
import { findAbsence, keepAbsence, withdrawAbsence } from '#app/organisation/employees/absences.server.ts'
import { findPerson } from '#app/organisation/employees/people.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FieldRow, FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { DateField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

const found = async ({ db, actor, params }: Pick<SignedInArgs, 'db' | 'actor' | 'params'>) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'employee.change', person)) return notFound()
  const isNew = params.absenceId === 'new'
  const absence = isNew ? null : await findAbsence(db, person.id, params.absenceId ?? '')
  return isNew || absence ? { person, absence } : notFound()
}

export const loader = signedIn(async (args) => {
  const { person, absence } = await found(args)
  return { person: { id: person.id, name: person.name }, absence, today: args.today }
})

export const action = acts({
  keep: signedIn(async (args) => {
    const { person, absence } = await found(args)
    const form = await readForm(args.request, absenceForm)
    if (!form.ok) return form.refusal
    const outcome = await keepAbsence(args.db, args.actor, person.id, absence?.id ?? null, form.value, args.now)
    return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
  }),
  withdraw: signedIn(async (args) => {
    const { person, absence } = await found(args)
    const form = await readForm(args.request, revisionForm)
    if (!form.ok) return form.refusal
    const given = { absenceId: absence?.id ?? '', ...form.value }
    const outcome = await withdrawAbsence(args.db, args.actor, person.id, given, args.now)
    return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
  }),
})

const Absence = () => {
  const { person, absence, today } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const said = {
    excludesProration: absence ? effectAnswer(absence.excludesProration, excludesProration(absence.kind)) : '',
    extendsDeadlines: absence ? effectAnswer(absence.extendsDeadlines, extendsDeadlines(absence.kind)) : '',
  } as const
  const form = useSchemaForm(
    absenceForm,
    {
      kind: absence?.kind ?? 'annual',
      fromOn: absence?.fromOn ?? today,
      toOn: absence?.toOn ?? today,
      ...said,
      ...(absence ? { revision: String(absence.revision) } : {}),
    },
    'organisation',
  )
  const answers = (effect: string) =>
    effectAnswers.map((value) => ({ value, label: t(`absence.${effect}-answers.${value || 'usual'}`) }))
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('people.title'), to: paths.people() },
        { title: person.name, to: paths.employee(person.id) },
      ]}
      title={t(absence ? 'absence.correct-title' : 'absence.new-title', { name: person.name })}
    >
      <FormShell {...form.shell} editor revision={absence?.revision}>
        <SelectField
          label={t('absence.kind')}
          options={absenceKinds.map((kind) => ({ value: kind, label: t(`absence.kinds.${kind}`) }))}
          {...form.register('kind')}
        />
        <FieldRow>
          <DateField label={t('absence.first-day')} {...form.register('fromOn')} />
          <DateField label={t('absence.last-day')} {...form.register('toOn')} />
        </FieldRow>
        <FieldSet title={t('absence.effect')}>
          <SelectField
            label={t('absence.proration')}
            help={t('absence.proration-help')}
            options={answers('proration')}
            {...form.register('excludesProration')}
          />
          <SelectField
            label={t('absence.deadlines')}
            help={t('absence.deadlines-help')}
            options={answers('deadlines')}
            {...form.register('extendsDeadlines')}
          />
        </FieldSet>
        <FormActions>
          <Button variant="first" name="act" value="keep" pending={useNavigation().state !== 'idle'}>
            {t('save')}
          </Button>
          <LinkButton to={paths.employee(person.id)} variant="text">
            {t('back')}
          </LinkButton>
          {absence && (
            <ConfirmButton name="act" value="withdraw" confirm={t('absence.withdraw-confirm')} icon="trash">
              {t('absence.withdraw')}
            </ConfirmButton>
          )}
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default Absence
