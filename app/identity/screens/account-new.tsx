import { data } from '@remix-run/node'
import { useActionData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { employeeAccountForm, plainAccountForm } from '#app/identity/account.form.ts'
import { findAccount } from '#app/identity/accounts.server.ts'
import { HandoverNote } from '#app/identity/handover-note.tsx'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { openEmployeeAccount, openPlainAccount } from '#app/organisation/accounts/account-openings.server.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { isAnswer, useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ actor }) =>
  can(actor, 'account.manage', { unitPath: '/' }) ? null : notFound(),
)

export const action = acts({
  employee: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'account.manage', { unitPath: '/' })) return notFound()
    const form = await readForm(request, employeeAccountForm)
    if (!form.ok) return form.refusal
    const outcome = await openEmployeeAccount(db, actor, form.value.employeeId, now)
    if (!outcome.ok) return refuse(outcome.error)
    const { id, password } = outcome.value
    return data({ handover: { id, password, signInName: (await findAccount(db, id))?.signInName ?? '' } })
  }),
  plain: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'account.manage', { unitPath: '/' })) return notFound()
    const form = await readForm(request, plainAccountForm)
    if (!form.ok) return form.refusal
    const outcome = await openPlainAccount(db, actor, form.value, now)
    if (!outcome.ok) return refuse(outcome.error)
    return data({ handover: { ...outcome.value, signInName: form.value.signInName } })
  }),
})

/** The account of an employee who has one already: what was looked for is a press away. */
const accountHeld = (answer: unknown): string | null => {
  const refusal = isAnswer(answer) && answer.refusal?.code === 'has-account' ? answer.refusal : null
  const detail = refusal?.detail as { accountId?: string } | undefined
  return detail?.accountId ?? null
}

const AccountNew = () => {
  const answer = useActionData<typeof action>()
  const t = useTranslations('identity')
  const errors = useActErrors('identity')
  const isBusy = useNavigation().state !== 'idle'
  const handover = answer && 'handover' in answer ? answer.handover : null
  const held = accountHeld(answer)
  return (
    <Page
      errors={errors}
      width="reading"
      crumbs={[{ title: t('account.title'), to: paths.accounts() }]}
      title={t('account.add')}
      state={t('account.add-state')}
    >
      <Stack gap="large">
        {handover && (
          <>
            <HandoverNote signInName={handover.signInName} password={handover.password} />
            <LinkButton to={paths.account(handover.id)}>{t('account.to-roles')}</LinkButton>
          </>
        )}
        {held && (
          <Row>
            <LinkButton to={paths.account(held)}>{t('account.to-account')}</LinkButton>
          </Row>
        )}
        <Section title={t('account.for-employee')}>
          <FormShell>
            <PersonField name="employeeId" label={t('account.employee')} help={t('account.employee-help')} />
            <FormActions>
              <Button variant="first" name="act" value="employee" pending={isBusy}>
                {t('account.open-it')}
              </Button>
            </FormActions>
          </FormShell>
        </Section>
        <Section title={t('account.for-other')}>
          <FormShell>
            <TextField name="displayName" label={t('account.name')} />
            <TextField name="signInName" label={t('account.sign-in-name')} span="narrow" />
            <TextField name="email" label={t('account.email')} type="email" optional />
            <FormActions>
              <Button name="act" value="plain" pending={isBusy}>
                {t('account.open-it')}
              </Button>
            </FormActions>
          </FormShell>
        </Section>
      </Stack>
    </Page>
  )
}
export default AccountNew
