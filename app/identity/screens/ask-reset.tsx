import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { askReset } from '#app/identity/accounts.server.ts'
import { askResetForm } from '#app/identity/password.form.ts'
import { readForm } from '#app/kernel/form.server.ts'
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

export const loader = anyone(async ({ url, settings, locale }) => ({
  isSent: url.searchParams.has('sent'),
  bank: wordsIn(settings.name, locale),
}))

/** The answer is the same whether there is such an account or not. */
export const action = anyone(async ({ db, request, settings, now }) => {
  const form = await readForm(request, askResetForm)
  if (!form.ok) return form.refusal
  await askReset(db, form.value.name, settings.timeZone, settings.language, now)
  return redirect(`${paths.askReset()}?sent=1`)
})

const AskReset = () => {
  const { isSent, bank } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  const form = useSchemaForm(askResetForm, { name: '' }, 'identity')
  const isBusy = useNavigation().state !== 'idle'
  return (
    <FrontDoor product={t('sign-in.product')} bank={bank}>
      <h1>{t('reset.ask-title')}</h1>
      {isSent ? (
        <Note tone="ok" title={t('reset.sent')} live>
          {t('reset.sent-what')}
        </Note>
      ) : (
        <FormShell keyed={false} {...form.shell}>
          <TextField
            label={t('reset.name')}
            help={t('reset.name-help')}
            autoComplete="username"
            autoFocus
            {...form.register('name')}
          />
          <FormActions>
            <Button variant="first" size="large" block pending={isBusy}>
              {t('reset.ask')}
            </Button>
          </FormActions>
        </FormShell>
      )}
      <LinkButton to={paths.signIn()} variant="text">
        {t('reset.to-sign-in')}
      </LinkButton>
    </FrontDoor>
  )
}
export default AskReset
