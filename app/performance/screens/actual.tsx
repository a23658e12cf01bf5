import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse, refuseField } from '#app/kernel/form.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { unitOn } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { correctionForm } from '#app/performance/actuals/actual.form.ts'
import { correctActual, findActual, historyOf } from '#app/performance/actuals/actuals.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { findKpi } from '#app/performance/kpis/kpis.server.ts'
import { useMeasureText } from '#app/performance/measure.tsx'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { AmountField } from '#app/ui/amount-field.tsx'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Section } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, now }) => {
  const actual = await findActual(db, actor, params.actualId ?? '')
  if (!actual) return notFound()
  const cycle = await findCycle(db, actual.cycleId)
  const kpi = await findKpi(db, actual.kpiCode)
  if (!cycle) return notFound()
  const [person] = actual.employeeId ? await employeeRows(db, [actual.employeeId], cycle.toOn) : []
  const unit = actual.unitId ? await unitOn(db, actual.unitId, cycle.toOn) : null
  if (actual.employeeId && actual.employeeId !== actor.employeeId)
    await recordSighting(db, actor, 'rating', [actual.employeeId], url.pathname, now)
  const isOwn = actual.employeeId !== null && actual.employeeId === actor.employeeId
  return {
    actual: { id: actual.id, value: actual.value, isCurrent: actual.supersededAt === null, kpiCode: actual.kpiCode },
    history: await historyOf(db, actual),
    subject: person ? { 'zh-CN': person.name, en: person.name } : (unit?.name ?? { en: '' }),
    cycle: { id: cycle.id, name: cycle.name },
    kpi: kpi ? { name: kpi.name, unit: kpi.definition.unit } : { name: { en: actual.kpiCode }, unit: { en: '' } },
    mayCorrect: !isOwn && can(actor, 'actual.import', actual) && !actual.isClosed && actual.supersededAt === null,
  }
})

export const action = acts({
  correct: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, correctionForm)
    if (!form.ok) return form.refusal
    const outcome = await correctActual(db, actor, { id: params.actualId ?? '', ...form.value }, now)
    if (outcome.ok) return redirect(paths.actual(outcome.value.id))
    if (outcome.error.code === 'below-zero') return refuseField('value', 'negative')
    return ['no-such-actual', 'not-allowed'].includes(outcome.error.code) ? notFound() : refuse(outcome.error)
  }),
})

const Actual = () => {
  const { actual, history, subject, cycle, kpi, mayCorrect } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const measure = useMeasureText()
  const errors = useActErrors('performance')
  const source = (row: (typeof history)[number]) =>
    row.fileName
      ? t('actual.from-file', { file: row.fileName, row: row.sourceRow ?? 0 })
      : (row.sourceNote ?? t('actual.by-hand'))
  return (
    <Page
      crumbs={[{ title: words(cycle.name) }, { title: words(kpi.name), to: paths.kpi(actual.kpiCode) }]}
      title={t('actual.title', { subject: words(subject), kpi: words(kpi.name) })}
      figure={measure(actual.value, kpi.unit)}
      state={actual.isCurrent ? t('actual.is-current') : t('actual.is-superseded')}
    >
      <Columns
        aside={
          mayCorrect && (
            <Section title={t('actual.correct')}>
              <FormShell errors={errors}>
                <AmountField label={t('actual.value')} name="value" unit={words(kpi.unit)} />
                <TextArea label={t('actual.note')} name="note" help={t('actual.note-help')} />
                <FormActions>
                  <Button name="act" value="correct">
                    {t('actual.correct')}
                  </Button>
                </FormActions>
              </FormShell>
            </Section>
          )
        }
      >
        <Section title={t('actual.history')}>
          <Timeline
            items={history.map((row) => ({
              key: row.id,
              at: row.recordedAt,
              title: measure(row.value, kpi.unit),
              text: source(row),
              tone: row.supersededAt === null ? 'ok' : 'plain',
            }))}
          />
        </Section>
      </Columns>
    </Page>
  )
}
export default Actual
