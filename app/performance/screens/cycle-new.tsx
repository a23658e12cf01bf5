import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { addDays, addMonths } from '#app/kernel/day.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { unitsOn } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { usualWindows } from '#app/performance/cycle-window.ts'
import { cycleDaysForm, newCycleForm } from '#app/performance/cycles/cycle.form.ts'
import { PhaseWindowFields } from '#app/performance/cycles/phase-windows.tsx'
import { openCycle } from '#app/performance/cycles.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { DateField, TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

/** The quarter of a day, to begin with; other dates in the address propose their own windows. */
const quarterOf = (day: string) => {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  const fromOn = `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
  return { fromOn, toOn: addDays(addMonths(fromOn, 3), -1) }
}

export const loader = signedIn(async ({ db, actor, today, url }) => {
  const units = (await unitsOn(db, today)).filter((unit) => can(actor, 'cycle.open', { unitPath: unit.path }))
  if (units.length === 0) return notFound()
  const asked = cycleDaysForm.safeParse(Object.fromEntries(url.searchParams))
  const days = asked.success ? asked.data : quarterOf(today)
  return {
    units: units.map(({ id, name, path }) => ({ id, name, path })),
    days,
    windows: usualWindows(days.fromOn, days.toOn),
  }
})

export const action = acts({
  open: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, newCycleForm)
    if (!form.ok) return form.refusal
    const windows =
      form.value.windows.length > 0 ? form.value.windows : usualWindows(form.value.fromOn, form.value.toOn)
    const outcome = await openCycle(db, actor, { ...form.value, windows }, now)
    if (!outcome.ok && outcome.error.code === 'not-allowed') return notFound()
    return outcome.ok ? redirect(paths.cycle(outcome.value.id)) : refuse(outcome.error)
  }),
})

const NewCycle = () => {
  const { units, days, windows } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const errors = useActErrors('performance')
  return (
    <Page
      width="reading"
      crumbs={[{ title: t('cycle.list'), to: paths.cycles() }]}
      title={t('cycle.open')}
      state={t('cycle.open-state')}
    >
      <FormShell errors={errors} editor>
        <FieldRow>
          <TextField label={t('cycle.name-zh')} name="name.zh-CN" optional />
          <TextField label={t('cycle.name-en')} name="name.en" optional />
        </FieldRow>
        <TextField label={t('cycle.code')} name="code" help={t('cycle.code-help')} span="narrow" />
        <SelectField
          label={t('cycle.unit')}
          name="unitId"
          help={t('cycle.unit-help')}
          options={units.map((unit) => ({ value: unit.id, label: words(unit.name) }))}
        />
        <FieldRow>
          <DateField label={t('cycle.from')} name="fromOn" defaultValue={days.fromOn} />
          <DateField label={t('cycle.to')} name="toOn" defaultValue={days.toOn} />
        </FieldRow>
        <FieldSet title={t('cycle.windows')} help={t('cycle.windows-help')}>
          <PhaseWindowFields key={days.fromOn + days.toOn} windows={windows} />
        </FieldSet>
        <FormActions>
          <Button variant="first" name="act" value="open">
            {t('cycle.open')}
          </Button>
          <LinkButton variant="text" to={paths.cycles()}>
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default NewCycle
