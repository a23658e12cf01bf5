import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { isAnyAccount } from '#app/identity/accounts.server.ts'
import { findSession } from '#app/identity/sessions.server.ts'
import { signInForm } from '#app/identity/sign-in.form.ts'
import { signIn } from '#app/identity/sign-ins.server.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { FrontDoor } from '#app/shell/front-door.tsx'
import { anyone } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = anyone(async ({ db, request, url, context, settings, locale }) => {
  if (await findSession(db, request.headers.get('cookie'), context.origin, context.now)) throw redirect(paths.home())
  if (!(await isAnyAccount(db))) throw redirect(paths.firstRun())
  return { back: url.searchParams.get('back') ?? '', bank: wordsIn(settings.name, locale) }
})

export const action = anyone(async ({ db, request, context, now }) => {
  const form = await readForm(request, signInForm)
  if (!form.ok) return form.refusal
  const from = {
    address: context.clientAddress,
    agent: request.headers.get('user-agent') ?? '',
    origin: context.origin,
  }
  const outcome = await signIn(db, form.value, from, now)
  if (!outcome.ok) return refuse(outcome.error)
  const next = outcome.value.mustChangePassword ? paths.changePassword() : (form.value.back ?? paths.home())
  return redirect(next, { headers: { 'Set-Cookie': outcome.value.cookie } })
})

const SignIn = () => {
  const { back, bank } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  const form = useSchemaForm(signInForm, { name: '', password: '' }, 'identity')
  const isBusy = useNavigation().state !== 'idle'
  return (
    <FrontDoor product={t('sign-in.product')} bank={bank}>
      <h1>{t('sign-in.title')}</h1>
      <FormShell keyed={false} {...form.shell}>
        <TextField
          label={t('sign-in.name')}
          help={t('sign-in.name-help')}
          autoComplete="username"
          autoFocus
          {...form.register('name')}
        />
        <TextField
          label={t('sign-in.password')}
          type="password"
          autoComplete="current-password"
          {...form.register('password')}
        />
        {back && <input type="hidden" name="back" value={back} />}
        <FormActions>
          <Button variant="first" size="large" block pending={isBusy}>
            {t('sign-in.submit')}
          </Button>
        </FormActions>
      </FormShell>
      <LinkButton to={paths.askReset()} variant="text">
        {t('sign-in.forgotten')}
      </LinkButton>
    </FrontDoor>
  )
}
export default SignIn
