import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { accountNames } from '#app/identity/account-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { assessForm } from '#app/organisation/assignments/assignment.form.ts'
import { findPerson } from '#app/organisation/employees/people.server.ts'
import { assess, assessmentsOf, listCompetencies } from '#app/organisation/posts/competencies.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { RadioGroup, SelectField } from '#app/ui/choice-field.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { Table } from '#app/ui/tables/table.tsx'
import { DateField, TextArea } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, today }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'competency.assess', person)) return notFound()
  const assessments = await assessmentsOf(db, person.id)
  const assessors = await accountNames(
    db,
    assessments.map((row) => row.assessedBy),
  )
  return {
    person: { id: person.id, name: person.name },
    competencies: await listCompetencies(db),
    assessments: assessments.map((row) => ({ ...row, assessedBy: assessors.get(row.assessedBy) ?? null })),
    chosen: url.searchParams.get('competency') ?? '',
    today,
  }
})

export const action = signedIn(async ({ db, actor, params, request, now }) => {
  const person = await findPerson(db, actor, params.employeeId ?? '')
  if (!person || !can(actor, 'competency.assess', person)) return notFound()
  const form = await readForm(request, assessForm)
  if (!form.ok) return form.refusal
  const outcome = await assess(db, actor, person.id, form.value, now)
  return outcome.ok ? redirect(paths.employee(person.id)) : refuse(outcome.error)
})

const Assess = () => {
  const { person, competencies, assessments, chosen, today } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const form = useSchemaForm(
    assessForm,
    { competencyId: chosen || (competencies[0]?.id ?? ''), level: '', assessedOn: today, evidence: '' },
    'organisation',
  )
  const competency = competencies.find((each) => each.id === form.watch('competencyId'))
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('people.title'), to: paths.people() },
        { title: person.name, to: paths.employee(person.id) },
      ]}
      title={t('assess.title', { name: person.name })}
      state={t('assess.state')}
    >
      <Stack gap="large">
        <FormShell {...form.shell} editor>
          <SelectField
            label={t('competency.name')}
            options={competencies.map((each) => ({ value: each.id, label: words(each.name) }))}
            {...form.register('competencyId')}
          />
          <RadioGroup
            label={t('assess.level')}
            shape="cards"
            options={[1, 2, 3, 4, 5].map((level) => ({
              value: String(level),
              label: t('competency.level', { level }),
              help: competency ? words(competency.levels[level - 1] ?? {}) : undefined,
            }))}
            {...form.register('level')}
          />
          <DateField label={t('assess.on')} {...form.register('assessedOn')} />
          <TextArea
            label={t('assess.evidence')}
            help={t('assess.evidence-help')}
            optional
            {...form.register('evidence')}
          />
          <FormActions>
            <Button variant="first" pending={useNavigation().state !== 'idle'}>
              {t('save')}
            </Button>
            <LinkButton to={paths.employee(person.id)} variant="text">
              {t('back')}
            </LinkButton>
          </FormActions>
        </FormShell>
        {assessments.length > 0 && (
          <Section title={t('assess.so-far')}>
            <Table
              label={t('assess.so-far')}
              rows={assessments}
              rowKey={(row) => row.id}
              columns={[
                { key: 'name', title: t('competency.name'), cell: (row) => words(row.name) },
                { key: 'level', title: t('assess.level'), align: 'end', cell: (row) => row.level },
                { key: 'on', title: t('assess.on'), cell: (row) => <When at={row.assessedOn} absolute /> },
                { key: 'by', title: t('assess.by'), cell: (row) => row.assessedBy ?? '—' },
                { key: 'evidence', title: t('assess.evidence'), wrap: true, cell: (row) => row.evidence ?? '—' },
              ]}
            />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Assess
