import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { changePassword, findAccount } from '#app/identity/accounts.server.ts'
import { changePasswordForm } from '#app/identity/password.form.ts'
import { shortestPassword } from '#app/identity/password.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => {
  const account = await findAccount(db, actor.id)
  return { isForced: account?.mustChangePassword ?? false, signInName: account?.signInName ?? '' }
})

export const action = signedIn(async ({ db, actor, sessionToken, request, context, now }) => {
  const form = await readForm(request, changePasswordForm)
  if (!form.ok) return form.refusal
  const wasForced = (await findAccount(db, actor.id))?.mustChangePassword
  const from = { sessionToken, address: context.clientAddress }
  const outcome = await changePassword(db, actor, from, form.value, now)
  if (!outcome.ok) return refuse(outcome.error)
  return redirect(wasForced ? paths.home() : paths.mySessions())
})

const ChangePassword = () => {
  const { isForced, signInName } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  const form = useSchemaForm(changePasswordForm, { current: '', password: '', again: '' }, 'identity')
  return (
    <Page width="reading" title={t('password.title')} state={t('password.state')}>
      {isForced && <Note tone="warn">{t('password.forced')}</Note>}
      <FormShell {...form.shell}>
        <input type="hidden" autoComplete="username" value={signInName} readOnly />
        <TextField
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          {...form.register('current')}
        />
        <TextField
          label={t('password.new')}
          help={t('password.rule', { length: shortestPassword })}
          type="password"
          autoComplete="new-password"
          {...form.register('password')}
        />
        <TextField
          label={t('password.again')}
          type="password"
          autoComplete="new-password"
          {...form.register('again')}
        />
        <FormActions>
          <Button variant="first" pending={useNavigation().state !== 'idle'}>
            {t('password.submit')}
          </Button>
          {!isForced && (
            <LinkButton to={paths.me()} variant="text">
              {t('back')}
            </LinkButton>
          )}
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default ChangePassword
