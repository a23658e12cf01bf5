import { Form, Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FoldedForm, FormActions } from '#app/ui/form.tsx'
import { FormKey } from '#app/ui/form-key.tsx'
import { Facts, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'

type AsideProps = {
  account: {
    displayName: string
    email: string | null
    createdAt: number
    closedAt: number | null
    revision: number
  }
  employee: { id: string; number: string; name: string; email: string | null } | null
  isOwn: boolean
}

/** What an account is, who stands behind it, where it is written to, and how it is handed over and closed. */
export const AccountAside = ({ account, employee, isOwn }: AsideProps) => {
  const t = useTranslations('identity')
  return (
    <Section title={t('account.facts')}>
      <Facts
        facts={[
          { label: t('account.email'), value: account.email ?? '—' },
          { label: t('account.since'), value: <When at={account.createdAt} time={false} /> },
          {
            label: t('account.employee'),
            value: employee ? (
              <Link to={paths.employee(employee.id)}>{`${employee.name} · ${employee.number}`}</Link>
            ) : (
              t('account.no-employee')
            ),
          },
        ]}
      />
      <AccountAddress account={account} onRoster={employee ? employee.email : account.email} />
      <Form method="post">
        <FormKey />
        <Stack gap="small">
          <ConfirmButton
            variant="plain"
            name="act"
            value="hand-over"
            confirm={t('handover.confirm')}
            consequence={t('handover.consequence')}
            icon="lock"
          >
            {t('handover.again')}
          </ConfirmButton>
          {!isOwn &&
            (account.closedAt ? (
              <Button name="act" value="reopen" icon="undo">
                {t('account.reopen')}
              </Button>
            ) : (
              <ConfirmButton
                name="act"
                value="close"
                confirm={t('account.close')}
                consequence={t('account.close-consequence')}
              >
                {t('account.close-it', { name: account.displayName })}
              </ConfirmButton>
            ))}
        </Stack>
      </Form>
    </Section>
  )
}

/** Where the account is written to, and whether the roster has another address by now. */
const AccountAddress = ({
  account,
  onRoster,
}: {
  account: { email: string | null; revision: number }
  onRoster: string | null
}) => {
  const t = useTranslations('identity')
  const isElsewhere = onRoster !== null && onRoster !== account.email
  return (
    <Stack gap="small">
      {isElsewhere && <Note tone="warn">{t('account.email-elsewhere', { email: onRoster })}</Note>}
      <FoldedForm summary={t('account.email-change')} isOpen={isElsewhere} revision={account.revision}>
        <TextField
          name="email"
          type="email"
          optional
          label={t('account.email')}
          help={t('account.email-help')}
          defaultValue={onRoster ?? account.email ?? ''}
        />
        <FormActions>
          <Button name="act" value="address">
            {t('account.email-save')}
          </Button>
        </FormActions>
      </FoldedForm>
    </Stack>
  )
}
