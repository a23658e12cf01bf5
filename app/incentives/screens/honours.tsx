import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, canSomewhere } from '#app/identity/policy.ts'
import { grantForm, withdrawHonourForm } from '#app/incentives/honours/honour.form.ts'
import {
  grantHonour,
  honourCount,
  honourLibrary,
  honourWall,
  withdrawHonour,
} from '#app/incentives/honours/honours.server.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { readTableAsk } from '#app/kernel/table-ask.ts'
import { employeeByNumber } from '#app/organisation/employees/employee-by-number.server.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FoldedForm, FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Muted, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Pagination } from '#app/ui/tables/pagination.tsx'
import { DateField, TextArea, TextField } from '#app/ui/text-field.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

const size = 40

export const loader = signedIn(async ({ db, actor, url, today }) => {
  if (!can(actor, 'honour.read')) return notFound()
  const { page, limit, offset } = readTableAsk(url, { sorts: [], size })
  const grants = (await honourWall(db, today, { limit, offset })).map(({ unitPath, employeeId, ...grant }) => ({
    ...grant,
    mayWithdraw: can(actor, 'honour.grant', { employeeId, unitPath }),
  }))
  const library = (await honourLibrary(db)).map(({ id, name, criteria }) => ({ id, name, criteria }))
  const mayGrant = canSomewhere(actor, 'honour.grant')
  return { grants, library, mayGrant, today, page, total: await honourCount(db) }
})

export const action = acts({
  grant: signedIn(async ({ db, actor, request, now }) => {
    if (!canSomewhere(actor, 'honour.grant')) return notFound()
    const form = await readForm(request, grantForm)
    if (!form.ok) return form.refusal
    const { number, ...fields } = form.value
    const person = await employeeByNumber(db, number)
    if (!person) return refuse({ code: 'no-such-employee' })
    const outcome = await grantHonour(db, actor, { ...fields, employeeId: person.id }, now)
    return outcome.ok ? redirect(paths.honours()) : refuse(outcome.error)
  }),
  withdraw: signedIn(async ({ db, actor, request, now }) => {
    if (!canSomewhere(actor, 'honour.grant')) return notFound()
    const form = await readForm(request, withdrawHonourForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawHonour(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.honours()) : refuse(outcome.error)
  }),
})

const Honours = () => {
  const { grants, library, mayGrant, today, page, total } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const errors = useActErrors('incentives')
  return (
    <Page errors={errors} title={t('honours.title')} state={t('honours.say', { count: total })}>
      <Columns
        aside={
          <Stack gap="large">
            {mayGrant && (
              <Section title={t('honours.grant')}>
                <FormShell adds>
                  <PersonField
                    byNumber
                    name="number"
                    label={t('person')}
                    help={t('person-help')}
                    from={paths.peopleFind('also-left')}
                  />
                  <SelectField
                    label={t('honours.honour')}
                    none={t('choose')}
                    name="honourId"
                    options={library.map((honour) => ({ value: honour.id, label: words(honour.name) }))}
                  />
                  <DateField label={t('honours.on')} name="grantedOn" defaultValue={today} />
                  <TextArea label={t('honours.citation')} name="citation" help={t('honours.citation-help')} />
                  <FormActions>
                    <Button variant="first" name="act" value="grant">
                      {t('honours.grant')}
                    </Button>
                  </FormActions>
                </FormShell>
              </Section>
            )}
            <Section title={t('honours.library')}>
              <Stack>
                {library.map((honour) => (
                  <div key={honour.id}>
                    <b>
                      <Words words={honour.name} />
                    </b>
                    <div>
                      <Muted>
                        <Words words={honour.criteria} />
                      </Muted>
                    </div>
                  </div>
                ))}
              </Stack>
            </Section>
          </Stack>
        }
      >
        <Stack>
          {grants.length === 0 && <Empty title={t('honours.none')} why={t('honours.none-why')} />}
          <Timeline
            items={grants.map((grant) => ({
              key: grant.id,
              at: grant.grantedOn,
              title: (
                <>
                  <b>{grant.person}</b> · <Words words={grant.name} />
                  {grant.unitName && (
                    <Muted>
                      {' '}
                      <Words words={grant.unitName} />
                    </Muted>
                  )}
                </>
              ),
              text: grant.citation,
              action: grant.mayWithdraw && (
                <FoldedForm summary={t('honours.withdraw')} name={grant.id}>
                  <input type="hidden" name="grantId" value={grant.id} />
                  <TextField label={t('run.reason')} name="reason" />
                  <Row>
                    <Button name="act" value="withdraw" variant="danger">
                      {t('honours.withdraw')}
                    </Button>
                  </Row>
                </FoldedForm>
              ),
            }))}
          />
          {total > size && <Pagination page={page} size={size} total={total} />}
        </Stack>
      </Columns>
    </Page>
  )
}
export default Honours
