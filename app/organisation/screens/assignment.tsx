import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { correctionForm, endForm, transferForm } from '#app/organisation/assignments/assignment.form.ts'
import { correctAssignment, endAssignment, transfer } from '#app/organisation/assignments/assignment-changes.server.ts'
import { assignmentChoices } from '#app/organisation/assignments/assignment-choices.server.ts'
import { AssignmentFields } from '#app/organisation/assignments/assignment-fields.tsx'
import { assignmentTurns } from '#app/organisation/assignments/assignment-turn.ts'
import { assignmentHistory } from '#app/organisation/assignments/assignments.server.ts'
import { termsText } from '#app/organisation/assignments/terms-text.ts'
import { findPerson } from '#app/organisation/employees/people.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice-field.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { LinkTabs } from '#app/ui/tabs.tsx'
import { DateField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const found = async ({ db, actor, params }: Pick<SignedInArgs, 'db' | 'actor' | 'params'>) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'employee.change', person)) return notFound()
  const row = (await assignmentHistory(db, person.id)).find((each) => each.id === params.assignmentId)
  return row ? { person, row } : notFound()
}

export const loader = signedIn(async (args) => {
  const { person, row } = await found(args)
  const { db, actor, url, today, locale, now } = args
  await recordSighting(db, actor, 'pay', [person.id], url.pathname, now)
  return {
    person: { id: person.id, name: person.name },
    row,
    choices: await assignmentChoices(db, actor, today, locale),
    turn: assignmentTurns.find((each) => each === url.searchParams.get('turn')) ?? 'transfer',
    today,
  }
})

export const action = acts({
  transfer: signedIn(async (args) => {
    const { person, row } = await found(args)
    const form = await readForm(args.request, transferForm)
    if (!form.ok) return form.refusal
    const outcome = await transfer(args.db, args.actor, row.id, form.value, args.now)
    return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
  }),
  end: signedIn(async (args) => {
    const { person, row } = await found(args)
    const form = await readForm(args.request, endForm)
    if (!form.ok) return form.refusal
    const outcome = await endAssignment(args.db, args.actor, row.id, form.value, args.now)
    return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
  }),
  correct: signedIn(async (args) => {
    const { person, row } = await found(args)
    const form = await readForm(args.request, correctionForm)
    if (!form.ok) return form.refusal
    const outcome = await correctAssignment(args.db, args.actor, row.id, form.value, args.now)
    return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
  }),
})

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const managerOf = ({ row }: Loaded) =>
  row.lineManagerId ? { id: row.lineManagerId, name: `${row.lineManagerName} · ${row.lineManagerNumber}` } : null

const Transfer = (loaded: Loaded) => {
  const t = useTranslations('organisation')
  const { row, choices, today } = loaded
  const start = { ...termsText(row), fromOn: today < row.from ? row.from : today, revision: String(row.revision) }
  const form = useSchemaForm(transferForm, start, 'organisation')
  return (
    <FormShell {...form.shell} editor="turn" revision={row.revision}>
      <DateField label={t('assignment.from')} help={t('assignment.transfer-help')} {...form.register('fromOn')} />
      <AssignmentFields
        register={form.register}
        choices={choices}
        manager={managerOf(loaded)}
        currency={row.currency}
      />
      <Buttons act="transfer" back={paths.employee(row.employeeId)}>
        {t('employee.transfer')}
      </Buttons>
    </FormShell>
  )
}

const End = ({ row, today }: Loaded) => {
  const t = useTranslations('organisation')
  const form = useSchemaForm(endForm, { lastDay: row.to ?? today, revision: String(row.revision) }, 'organisation')
  return (
    <FormShell {...form.shell} revision={row.revision}>
      <DateField label={t('assignment.last-day')} help={t('assignment.end-help')} {...form.register('lastDay')} />
      <Buttons act="end" back={paths.employee(row.employeeId)}>
        {t('employee.end')}
      </Buttons>
    </FormShell>
  )
}

const Correct = (loaded: Loaded) => {
  const t = useTranslations('organisation')
  const { row, choices } = loaded
  const start = {
    ...termsText(row),
    fromOn: row.from,
    toOn: row.to ?? '',
    isPrimary: row.isPrimary ? 'on' : '',
    revision: String(row.revision),
  }
  const form = useSchemaForm(correctionForm, start, 'organisation')
  return (
    <FormShell {...form.shell} editor="turn" revision={row.revision}>
      <FieldRow>
        <DateField label={t('assignment.from')} {...form.register('fromOn')} />
        <DateField label={t('assignment.last-day')} optional {...form.register('toOn')} />
      </FieldRow>
      <AssignmentFields
        register={form.register}
        choices={choices}
        manager={managerOf(loaded)}
        currency={row.currency}
      />
      <Checkbox
        label={t('assignment.primary')}
        help={t('assignment.primary-help')}
        value="on"
        defaultChecked={row.isPrimary}
        {...form.register('isPrimary')}
      />
      <Buttons act="correct" back={paths.employee(row.employeeId)}>
        {t('assignment.save-correction')}
      </Buttons>
    </FormShell>
  )
}

const Buttons = ({ act, back, children }: { act: string; back: string; children: string }) => {
  const t = useTranslations('organisation')
  return (
    <FormActions>
      <Button variant="first" name="act" value={act} pending={useNavigation().state !== 'idle'}>
        {children}
      </Button>
      <LinkButton to={back} variant="text">
        {t('back')}
      </LinkButton>
    </FormActions>
  )
}

const Assignment = () => {
  const loaded = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const { person, row, turn } = loaded
  const Turn = { transfer: Transfer, end: End, correct: Correct }[turn]
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('people.title'), to: paths.people() },
        { title: person.name, to: paths.employee(person.id) },
      ]}
      title={`${words(row.postName)} · ${row.unitName ? words(row.unitName) : row.unitCode}`}
      state={t(`assignment.${turn}-state`)}
      tabs={
        <LinkTabs
          label={t('assignment.turns')}
          current={`?turn=${turn}`}
          tabs={assignmentTurns.map((each) => ({ to: `?turn=${each}`, title: t(`employee.${each}`) }))}
        />
      }
    >
      <Turn key={turn} {...loaded} />
    </Page>
  )
}
export default Assignment
