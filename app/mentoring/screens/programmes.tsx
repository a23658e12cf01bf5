import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { addMonths } from '#app/kernel/day.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { openProgrammeForm } from '#app/mentoring/mentoring.form.ts'
import { programmeStateOn } from '#app/mentoring/programme.ts'
import { ProgrammeTerms } from '#app/mentoring/programme-terms.tsx'
import { openProgramme, programmesOverseen } from '#app/mentoring/programmes.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, locale }) => {
  if (!can(actor, 'programme.list')) return notFound()
  const below = scopeOf(actor, 'programmes').paths
  return {
    programmes: await programmesOverseen(db, actor),
    units: await unitOptions(db, today, locale, { below, most: 400 }),
    today,
    until: addMonths(today, 12),
  }
})

export const action = acts({
  open: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, openProgrammeForm)
    if (!form.ok) return form.refusal
    const outcome = await openProgramme(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.programme(outcome.value.id)) : refuse(outcome.error)
  }),
})

const tones = { open: 'ok', over: 'warn', closed: 'plain' } as const

type Item = ReturnType<typeof useLoaderData<typeof loader>>['programmes'][number]

const Programmes = () => {
  const { programmes, units, today, until } = useLoaderData<typeof loader>()
  const t = useTranslations('mentoring')
  const form = useSchemaForm(
    openProgrammeForm,
    {
      code: '',
      unitId: units[0]?.value ?? '',
      name: { 'zh-CN': '', en: '' },
      kind: 'induction',
      fromOn: today,
      toOn: until,
      notOwnManager: true,
      minimumYears: '3',
      method: 'fit',
    },
    'mentoring',
  )
  const columns: Column<Item>[] = [
    { key: 'name', title: t('programme'), cell: (each) => <Words words={each.name} /> },
    { key: 'kind', title: t('terms.kind'), cell: (each) => t(`kinds.${each.kind}`) },
    { key: 'from', title: t('terms.from'), cell: (each) => <When at={each.fromOn} absolute /> },
    { key: 'to', title: t('terms.to'), cell: (each) => <When at={each.toOn} absolute /> },
    { key: 'mentors', title: t('programmes.mentors'), align: 'end', cell: (each) => each.mentors },
    { key: 'mentees', title: t('programmes.mentees'), align: 'end', cell: (each) => each.mentees },
    { key: 'pairs', title: t('programmes.pairs'), align: 'end', cell: (each) => each.pairs },
    {
      key: 'state',
      title: t('state'),
      cell: (each) => {
        const state = programmeStateOn(each, today)
        return <Badge tone={tones[state]}>{t(`programmes.${state}`)}</Badge>
      },
    },
  ]
  return (
    <Page
      title={t('programmes.title')}
      state={t('programmes.say')}
      crumbs={[{ title: t('mentoring.title'), to: paths.mentoring() }]}
    >
      <Stack gap="large">
        <Table
          label={t('programmes.title')}
          columns={columns}
          rows={programmes}
          rowKey={(each) => each.id}
          rowHref={(each) => paths.programme(each.id)}
          empty={<Empty icon="people" title={t('programmes.none')} why={t('programmes.none-why')} />}
        />
        <Section title={t('programmes.open-new')}>
          <FormShell {...form.shell}>
            <FieldRow>
              <TextField label={t('terms.code')} help={t('terms.code-help')} {...form.register('code')} />
              <SelectField label={t('terms.unit')} options={units} {...form.register('unitId')} />
            </FieldRow>
            <ProgrammeTerms register={form.register} />
            <FormActions>
              <Button variant="first" name="act" value="open">
                {t('programmes.open-act')}
              </Button>
            </FormActions>
          </FormShell>
        </Section>
      </Stack>
    </Page>
  )
}
export default Programmes
