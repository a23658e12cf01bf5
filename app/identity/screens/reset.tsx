import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { resetHolds, resetPassword } from '#app/identity/accounts.server.ts'
import { resetForm } from '#app/identity/password.form.ts'
import { shortestPassword } from '#app/identity/password.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { FrontDoor } from '#app/shell/front-door.tsx'
import { anyone } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Note } from '#app/ui/note.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = anyone(async ({ db, params, settings, locale, now }) => ({
  holds: await resetHolds(db, params.token ?? '', now),
  bank: wordsIn(settings.name, locale),
}))

export const action = anyone(async ({ db, params, request, now }) => {
  const form = await readForm(request, resetForm)
  if (!form.ok) return form.refusal
  const outcome = await resetPassword(db, params.token ?? '', form.value.password, now)
  return outcome.ok ? redirect(paths.signIn()) : refuse(outcome.error)
})

const Reset = () => {
  const { holds, bank } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  const form = useSchemaForm(resetForm, { password: '', again: '' }, 'identity')
  const isBusy = useNavigation().state !== 'idle'
  return (
    <FrontDoor product={t('sign-in.product')} bank={bank}>
      <h1>{t('reset.title')}</h1>
      {holds ? (
        <FormShell keyed={false} {...form.shell}>
          <TextField
            label={t('password.new')}
            help={t('password.rule', { length: shortestPassword })}
            type="password"
            autoComplete="new-password"
            autoFocus
            {...form.register('password')}
          />
          <TextField
            label={t('password.again')}
            type="password"
            autoComplete="new-password"
            {...form.register('again')}
          />
          <FormActions>
            <Button variant="first" size="large" block pending={isBusy}>
              {t('password.submit')}
            </Button>
          </FormActions>
        </FormShell>
      ) : (
        <Note
          tone="warn"
          title={t('reset.ended')}
          action={
            <LinkButton to={paths.askReset()} size="small">
              {t('reset.ask-again')}
            </LinkButton>
          }
        >
          {t('reset.ended-why')}
        </Note>
      )}
    </FrontDoor>
  )
}
export default Reset
