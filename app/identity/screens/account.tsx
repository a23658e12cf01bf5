import { data, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { addressForm, endGrantForm, grantForm } from '#app/identity/account.form.ts'
import { AccountAside } from '#app/identity/account-aside.tsx'
import { findAccount } from '#app/identity/accounts.server.ts'
import { HandoverNote } from '#app/identity/handover-note.tsx'
import { can, scopeOf } from '#app/identity/policy.ts'
import { grantedRoles } from '#app/identity/roles.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import {
  accountPath,
  changeAccountAddress,
  handOverAccount,
  setAccountClosed,
} from '#app/organisation/accounts/account-openings.server.ts'
import { employeeOf, grantRole, grantsOf, withdrawGrant } from '#app/organisation/accounts/role-grants.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { FormKey } from '#app/ui/form-key.tsx'
import { Columns, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { DateField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const found = async ({ db, actor, params }: Pick<SignedInArgs, 'db' | 'actor' | 'params'>) => {
  const account = await findAccount(db, params.accountId ?? '')
  if (!account) return notFound()
  return can(actor, 'account.manage', { unitPath: await accountPath(db, actor, account.id) }) ? account : notFound()
}

export const loader = signedIn(async (args) => {
  const { id, signInName, displayName, email, closedAt, createdAt, revision } = await found(args)
  const { db, actor, today, locale } = args
  return {
    account: { id, signInName, displayName, email, closedAt, createdAt, revision },
    employee: await employeeOf(db, id),
    grants: await grantsOf(db, id, today),
    units: await unitOptions(db, today, locale, { below: scopeOf(actor, 'units').paths }),
    isOwn: id === actor.id,
    today,
  }
})

export const action = acts({
  grant: signedIn(async (args) => {
    const account = await found(args)
    const form = await readForm(args.request, grantForm)
    if (!form.ok) return form.refusal
    const outcome = await grantRole(args.db, args.actor, account.id, form.value, args.now)
    return outcome.ok ? redirect(paths.account(account.id)) : refuse(outcome.error)
  }),
  'end-grant': signedIn(async (args) => {
    const account = await found(args)
    const form = await readForm(args.request, endGrantForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawGrant(args.db, args.actor, form.value.grantId, args.now)
    return outcome.ok ? redirect(paths.account(account.id)) : refuse(outcome.error)
  }),
  address: signedIn(async (args) => {
    const account = await found(args)
    const form = await readForm(args.request, addressForm)
    if (!form.ok) return form.refusal
    const outcome = await changeAccountAddress(args.db, args.actor, account.id, form.value, args.now)
    return outcome.ok ? redirect(paths.account(account.id)) : refuse(outcome.error)
  }),
  'hand-over': signedIn(async (args) => {
    const account = await found(args)
    const outcome = await handOverAccount(args.db, args.actor, account.id, args.now)
    return outcome.ok ? data({ handover: outcome.value.password }) : refuse(outcome.error)
  }),
  close: signedIn(async (args) => {
    const account = await found(args)
    const outcome = await setAccountClosed(args.db, args.actor, account.id, true, args.now)
    return outcome.ok ? redirect(paths.account(account.id)) : refuse(outcome.error)
  }),
  reopen: signedIn(async (args) => {
    const account = await found(args)
    const outcome = await setAccountClosed(args.db, args.actor, account.id, false, args.now)
    return outcome.ok ? redirect(paths.account(account.id)) : refuse(outcome.error)
  }),
})

const Account = () => {
  const { account, employee, grants, units, isOwn, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useTranslations('identity')
  const words = useWordsText()
  const errors = useActErrors('identity')
  const isBusy = useNavigation().state !== 'idle'
  const holds = (grant: (typeof grants)[number]) => grant.toOn === null || grant.toOn >= today
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('account.title'), to: paths.accounts() }]}
      title={
        <Row gap="medium">
          {account.displayName}
          {account.closedAt && <Badge>{t('account.closed')}</Badge>}
        </Row>
      }
      state={t('account.of-name', { name: account.signInName })}
    >
      <Columns aside={<AccountAside account={account} employee={employee} isOwn={isOwn} />}>
        <Stack gap="large">
          {answer && 'handover' in answer && (
            <HandoverNote signInName={account.signInName} password={answer.handover} />
          )}
          <Section title={t('grant.title')}>
            <Table
              label={t('grant.title')}
              rows={grants}
              rowKey={(row) => row.id}
              empty={<Empty icon="lock" title={t('grant.none')} why={t('grant.none-why')} />}
              columns={[
                { key: 'role', title: t('grant.role'), cell: (row) => t(`roles.${row.role}`) },
                { key: 'unit', title: t('grant.unit'), cell: (row) => (row.unitName ? words(row.unitName) : '—') },
                { key: 'from', title: t('grant.from'), cell: (row) => <When at={row.fromOn} absolute /> },
                {
                  key: 'to',
                  title: t('grant.to'),
                  cell: (row) => (row.toOn ? <When at={row.toOn} absolute /> : t('grant.open')),
                },
                {
                  key: 'by',
                  title: t('grant.by'),
                  cell: (row) => (row.grantedBy === 'system' ? t('grant.by-system') : row.grantedBy),
                },
                {
                  key: 'end',
                  title: t('sessions.act'),
                  cell: (row) =>
                    holds(row) ? (
                      <Form method="post">
                        <FormKey />
                        <input type="hidden" name="grantId" value={row.id} />
                        <ConfirmButton
                          variant="plain"
                          name="act"
                          value="end-grant"
                          size="small"
                          confirm={t('grant.withdraw')}
                          consequence={t('grant.withdraw-consequence', { role: t(`roles.${row.role}`) })}
                        >
                          {t('grant.withdraw')}
                        </ConfirmButton>
                      </Form>
                    ) : null,
                },
              ]}
            />
          </Section>
          {!isOwn && (
            <Section title={t('grant.add')}>
              <FormShell adds>
                <SelectField
                  name="role"
                  label={t('grant.role')}
                  none={t('choose')}
                  options={grantedRoles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
                />
                <SelectField
                  name="unitId"
                  label={t('grant.unit')}
                  help={t('grant.unit-help')}
                  none={t('choose')}
                  options={units}
                />
                <FieldRow>
                  <DateField name="fromOn" label={t('grant.from')} defaultValue={today} />
                  <DateField name="toOn" label={t('grant.to')} optional />
                </FieldRow>
                <FormActions>
                  <Button variant="first" name="act" value="grant" pending={isBusy}>
                    {t('grant.add')}
                  </Button>
                </FormActions>
              </FormShell>
            </Section>
          )}
        </Stack>
      </Columns>
    </Page>
  )
}
export default Account
