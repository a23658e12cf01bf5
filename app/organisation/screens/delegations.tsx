import { redirect } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { delegationCookie, findLent } from '#app/organisation/accounts/delegated-actor.server.ts'
import { chosenDelegation, lendForm } from '#app/organisation/accounts/delegation.form.ts'
import { groupsOf, lendableActs } from '#app/organisation/accounts/delegation.ts'
import { delegationsOf, endDelegation, lend } from '#app/organisation/accounts/delegations.server.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { CheckboxGroup } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { DateField, TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => ({
  delegations: await delegationsOf(db, actor.id, today),
  isActing: actor.onBehalfOf !== null,
  today,
}))

/** The cookie of whoever acts for another; empty ends it. It is checked against the delegation with every request. */
const actingCookie = (id: string, origin: string): string =>
  `${delegationCookie}=${id}; Path=/; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}${id ? '' : '; Max-Age=0'}`

export const action = acts({
  lend: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, lendForm)
    if (!form.ok) return form.refusal
    const outcome = await lend(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.delegations()) : refuse(outcome.error)
  }),
  end: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, chosenDelegation)
    if (!form.ok) return form.refusal
    const outcome = await endDelegation(db, actor, form.value.id, now)
    return outcome.ok ? redirect(paths.delegations()) : refuse(outcome.error)
  }),
  'act-for': signedIn(async ({ db, actor, request, context }) => {
    const form = await readForm(request, chosenDelegation)
    if (!form.ok) return form.refusal
    if (!(await findLent(db, actor, form.value.id))) return notFound()
    return redirect(paths.home(), { headers: { 'Set-Cookie': actingCookie(form.value.id, context.origin) } })
  }),
  stop: signedIn(async ({ context }) =>
    redirect(paths.delegations(), { headers: { 'Set-Cookie': actingCookie('', context.origin) } }),
  ),
})

const Delegations = () => {
  const { delegations, isActing, today } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const errors = useActErrors('organisation')
  const isBusy = useNavigation().state !== 'idle'
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('delegation.mine'), to: paths.me() }]}
      title={t('delegation.title')}
      state={t('delegation.state')}
    >
      <Stack gap="large">
        {isActing && (
          <Note
            tone="warn"
            title={t('delegation.acting')}
            action={
              <Form method="post">
                <Button name="act" value="stop" size="small">
                  {t('delegation.stop')}
                </Button>
              </Form>
            }
          >
            {t('delegation.acting-what')}
          </Note>
        )}
        <Section title={t('delegation.list')}>
          <Table
            label={t('delegation.list')}
            rows={delegations}
            rowKey={(row) => row.id}
            empty={<Empty icon="people" title={t('delegation.none')} why={t('delegation.none-why')} />}
            columns={[
              {
                key: 'who',
                title: t('delegation.who'),
                cell: (row) => t(row.lends ? 'delegation.to' : 'delegation.from', { name: row.other }),
              },
              {
                key: 'acts',
                title: t('delegation.acts'),
                wrap: true,
                cell: (row) =>
                  groupsOf(row.acts)
                    .map((group) => t(`delegation.groups.${group}`))
                    .join(' · '),
              },
              {
                key: 'days',
                title: t('absence.days'),
                cell: (row) => (
                  <>
                    <When at={row.fromOn} absolute /> – <When at={row.toOn} absolute />
                  </>
                ),
              },
              { key: 'reason', title: t('delegation.reason'), wrap: true, cell: (row) => row.reason },
              {
                key: 'state',
                title: t('rosters.step'),
                cell: (row) => (
                  <Badge tone={row.holds ? 'ok' : 'plain'}>
                    {t(row.holds ? 'delegation.holds' : row.isEnded ? 'delegation.ended' : 'employee.to-come')}
                  </Badge>
                ),
              },
              {
                key: 'act',
                title: t('delegation.act'),
                cell: (row) =>
                  row.isEnded ? null : (
                    <Form method="post">
                      <input type="hidden" name="id" value={row.id} />
                      <Row>
                        {row.holds && !row.lends && !isActing && (
                          <Button name="act" value="act-for" size="small">
                            {t('delegation.act-for')}
                          </Button>
                        )}
                        <ConfirmButton
                          name="act"
                          value="end"
                          size="small"
                          variant="text"
                          confirm={t('delegation.end')}
                          consequence={t(row.lends ? 'delegation.end-consequence' : 'delegation.end-lent-consequence', {
                            name: row.other,
                          })}
                        >
                          {t('delegation.end')}
                        </ConfirmButton>
                      </Row>
                    </Form>
                  ),
              },
            ]}
          />
        </Section>
        {!isActing && (
          <Section title={t('delegation.lend')}>
            <FormShell adds>
              <PersonField
                name="employeeId"
                label={t('delegation.colleague')}
                help={t('assignment.manager-help')}
                from={paths.colleagueFind()}
              />
              <CheckboxGroup
                name="acts[]"
                label={t('delegation.acts')}
                options={lendableActs.map((group) => ({
                  value: group,
                  label: t(`delegation.groups.${group}`),
                  help: t(`delegation.group-help.${group}`),
                }))}
              />
              <FieldRow>
                <DateField name="fromOn" label={t('assignment.from')} defaultValue={today} />
                <DateField name="toOn" label={t('assignment.last-day')} />
              </FieldRow>
              <TextField name="reason" label={t('delegation.reason')} help={t('delegation.reason-help')} />
              <FormActions>
                <Button variant="first" name="act" value="lend" pending={isBusy}>
                  {t('delegation.lend')}
                </Button>
                <LinkButton to={paths.me()} variant="text">
                  {t('back')}
                </LinkButton>
              </FormActions>
            </FormShell>
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Delegations
