import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { openPulse, pulsesOverseen } from '#app/feedback/pulses.server.ts'
import { openPulseForm } from '#app/feedback/voice.form.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { addDays } from '#app/kernel/day.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { rootUnit } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { cyclesOverseen } from '#app/performance/cycles.server.ts'
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
import { DateField, TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  if (!can(actor, 'voice.oversee')) return notFound()
  const root = await rootUnit(db, today)
  return {
    pulses: await pulsesOverseen(db, actor),
    cycles: (await cyclesOverseen(db, actor, today)).map(({ id, name }) => ({ id, name })),
    mayOpen: root !== null && can(actor, 'pulse.open', { unitPath: root.path }),
    today,
    until: addDays(today, 14),
  }
})

export const action = acts({
  open: signedIn(async ({ db, actor, request, now, today }) => {
    const form = await readForm(request, openPulseForm)
    if (!form.ok) return form.refusal
    const root = await rootUnit(db, today)
    if (!root) return notFound()
    const outcome = await openPulse(db, actor, { ...form.value, unitId: root.id, runId: null }, now)
    return outcome.ok ? redirect(paths.pulse(outcome.value.id)) : refuse(outcome.error)
  }),
})

type Item = ReturnType<typeof useLoaderData<typeof loader>>['pulses'][number]

const Pulses = () => {
  const { pulses, cycles, mayOpen, today, until } = useLoaderData<typeof loader>()
  const t = useTranslations('feedback')
  const words = useWordsText()
  const form = useSchemaForm(
    openPulseForm,
    { name: { 'zh-CN': '', en: '' }, cycleId: '', opensOn: today, closesOn: until },
    'feedback',
  )
  const columns: Column<Item>[] = [
    { key: 'name', title: t('pulses.name'), cell: (pulse) => <Words words={pulse.name} /> },
    { key: 'opens', title: t('pulses.opens'), cell: (pulse) => <When at={pulse.opensOn} absolute /> },
    { key: 'closes', title: t('pulses.closes'), cell: (pulse) => <When at={pulse.closesOn} absolute /> },
    { key: 'took-part', title: t('pulses.took-part'), align: 'end', cell: (pulse) => pulse.tookPart },
    {
      key: 'state',
      title: t('pulses.state'),
      cell: (pulse) => (
        <Badge tone={pulse.closedAt ? 'plain' : 'ok'}>{t(pulse.closedAt ? 'pulses.closed' : 'pulses.open')}</Badge>
      ),
    },
  ]
  return (
    <Page title={t('pulses.title')} state={t('pulses.say')}>
      <Stack gap="large">
        <Table
          label={t('pulses.title')}
          columns={columns}
          rows={pulses}
          rowKey={(pulse) => pulse.id}
          rowHref={(pulse) => paths.pulse(pulse.id)}
          empty={<Empty title={t('pulses.none')} why={t('pulses.none-why')} />}
        />
        {mayOpen && (
          <Section title={t('pulses.open-new')}>
            <FormShell {...form.shell}>
              <FieldRow>
                <TextField label={t('pulses.name-zh')} {...form.register('name.zh-CN')} />
                <TextField label={t('pulses.name-en')} {...form.register('name.en')} />
              </FieldRow>
              <SelectField
                label={t('pulses.about')}
                help={t('pulses.about-help')}
                none={t('pulses.about-none')}
                options={cycles.map(({ id, name }) => ({ value: id, label: words(name) }))}
                {...form.register('cycleId')}
              />
              <FieldRow>
                <DateField label={t('pulses.opens')} {...form.register('opensOn')} />
                <DateField label={t('pulses.closes')} {...form.register('closesOn')} />
              </FieldRow>
              <FormActions>
                <Button name="act" value="open" variant="first">
                  {t('pulses.open-act')}
                </Button>
              </FormActions>
            </FormShell>
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Pulses
