import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, canSomewhere } from '#app/identity/policy.ts'
import { chosenForm } from '#app/kernel/field.form.ts'
import { readForm, refuse, refuseField } from '#app/kernel/form.server.ts'
import { employeesByNumber } from '#app/organisation/employees/employees.server.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { paths } from '#app/paths.ts'
import { vetoForm } from '#app/performance/appraisals/veto.form.ts'
import { ratingsInUse } from '#app/performance/templates/ratings-in-use.server.ts'
import { closeVeto, recordVeto, vetoesWithin } from '#app/performance/veto-events.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Muted, Section } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { Table } from '#app/ui/tables/table.tsx'
import { DateField, TextArea, TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  if (!can(actor, 'veto.list')) return notFound()
  const mayRecord = canSomewhere(actor, 'veto.record')
  const events = (await vetoesWithin(db, actor, today)).map((event) => ({
    ...event,
    mayClose: event.closedOn === null && can(actor, 'veto.record', event),
  }))
  return { events, mayRecord, ratings: mayRecord ? await ratingsInUse(db) : [], today }
})

export const action = acts({
  record: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, vetoForm)
    if (!form.ok) return form.refusal
    const { number, ...fields } = form.value
    const person = (await employeesByNumber(db, [number])).get(number)
    const outcome = person && (await recordVeto(db, actor, { ...fields, employeeId: person.id }, now))
    if (outcome?.ok) return redirect(paths.vetoes())
    if (outcome?.error.code === 'no-such-rating') return refuseField('capRating', 'no-such-rating')
    // Whom one cannot reach does not exist: said as of a number that nobody has.
    return refuseField('number', 'no-such-person')
  }),
  close: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, chosenForm)
    if (!form.ok) return form.refusal
    const outcome = await closeVeto(db, actor, form.value, now)
    if (outcome.ok) return redirect(paths.vetoes())
    return ['not-allowed', 'no-such-event'].includes(outcome.error.code) ? notFound() : refuse(outcome.error)
  }),
})

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const VetoFields = ({ ratings, today }: Pick<Loaded, 'ratings' | 'today'>) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const form = useSchemaForm(
    vetoForm,
    { number: '', kind: '', description: '', happenedOn: today, capRating: '', isSerious: '' },
    'performance',
  )
  return (
    <FormShell {...form.shell} adds>
      <PersonField
        byNumber
        name="number"
        label={t('veto.person')}
        help={t('veto.person-help')}
        from={paths.peopleFind('also-left')}
        onChange={([number = '']) => form.setValue('number', number)}
      />
      <TextField label={t('veto.kind')} help={t('veto.kind-help')} {...form.register('kind')} />
      <TextArea label={t('veto.description')} help={t('veto.description-help')} {...form.register('description')} />
      <DateField label={t('veto.happened')} {...form.register('happenedOn')} />
      <SelectField
        label={t('veto.cap')}
        span="narrow"
        none={t('veto.no-cap')}
        options={ratings.map(({ rating, name }) => ({ value: rating, label: `${rating} · ${words(name)}` }))}
        {...form.register('capRating')}
      />
      <Checkbox label={t('veto.serious')} help={t('veto.serious-help')} value="on" {...form.register('isSerious')} />
      <FormActions>
        <Button variant="first" name="act" value="record">
          {t('veto.record')}
        </Button>
      </FormActions>
    </FormShell>
  )
}

const Vetoes = () => {
  const { events, mayRecord, ratings, today } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  return (
    <Page errors={useActErrors('performance')} title={t('veto.list')} state={t('veto.list-state')}>
      <Columns
        aside={
          mayRecord && (
            <Section title={t('veto.record')}>
              <VetoFields ratings={ratings} today={today} />
            </Section>
          )
        }
      >
        <Table
          label={t('veto.list')}
          rows={events}
          rowKey={(event) => event.id}
          empty={<Empty title={t('veto.none')} why={t('veto.none-why')} />}
          columns={[
            { key: 'name', title: t('person.name'), cell: (event) => `${event.name} ${event.number}` },
            {
              key: 'what',
              title: t('veto.description'),
              cell: (event) => (
                <>
                  {event.description} <Muted>{event.kind}</Muted>
                </>
              ),
              wrap: true,
            },
            { key: 'when', title: t('veto.happened'), cell: (event) => <When at={event.happenedOn} absolute /> },
            {
              key: 'cap',
              title: t('veto.cap'),
              cell: (event) => (
                <>
                  {event.capRating ?? '—'} {event.isSerious && <Badge tone="bad">{t('veto.serious')}</Badge>}
                </>
              ),
            },
            {
              key: 'state',
              title: t('person.state'),
              cell: (event) =>
                event.closedOn ? (
                  <>
                    <Badge>{t('veto.closed')}</Badge> <When at={event.closedOn} absolute />
                  </>
                ) : event.mayClose ? (
                  <FormShell>
                    <input type="hidden" name="id" value={event.id} />
                    <input type="hidden" name="revision" value={event.revision} />
                    <ConfirmButton
                      variant="plain"
                      name="act"
                      value="close"
                      size="small"
                      confirm={t('veto.close')}
                      consequence={t('veto.close-consequence')}
                    >
                      {t('veto.close')}
                    </ConfirmButton>
                  </FormShell>
                ) : (
                  <Badge tone="warn">{t('veto.open')}</Badge>
                ),
            },
          ]}
        />
      </Columns>
    </Page>
  )
}
export default Vetoes
