import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { firstRunForm } from '#app/identity/account.form.ts'
import { isAnyAccount } from '#app/identity/accounts.server.ts'
import { shortestPassword } from '#app/identity/password.ts'
import { openSession } from '#app/identity/sessions.server.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { firstRun } from '#app/organisation/settings/first-run.server.ts'
import { paths } from '#app/paths.ts'
import { FrontDoor } from '#app/shell/front-door.tsx'
import { anyone, notFound } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldRow, FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { DateField, TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

/** Only while nobody has an account; afterwards there is nothing at this address. */
export const loader = anyone(async ({ db, settings, locale, today }) =>
  (await isAnyAccount(db))
    ? notFound()
    : { bank: wordsIn(settings.name, locale), yearBegan: `${today.slice(0, 4)}-01-01` },
)

export const action = anyone(async ({ db, request, context, today, locale, now }) => {
  if (await isAnyAccount(db)) return notFound()
  const form = await readForm(request, firstRunForm)
  if (!form.ok) return form.refusal
  const { again: _, ...given } = form.value
  const outcome = await firstRun(
    db,
    { ...given, entityName: given.bankName, unitName: given.bankName, language: locale },
    today,
    now,
  )
  if (!outcome.ok) return refuse(outcome.error)
  const from = {
    address: context.clientAddress,
    agent: request.headers.get('user-agent') ?? '',
    origin: context.origin,
  }
  const cookie = await openSession(db, outcome.value.accountId, from, now)
  return redirect(paths.home(), { headers: { 'Set-Cookie': cookie } })
})

const FirstRun = () => {
  const { bank, yearBegan } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  const isBusy = useNavigation().state !== 'idle'
  return (
    <FrontDoor product={t('sign-in.product')} bank={bank}>
      <h1>{t('first-run.title')}</h1>
      <p>{t('first-run.state')}</p>
      <FormShell keyed={false} errors={useActErrors('identity')}>
        <FieldSet title={t('first-run.bank')}>
          <TextField name="bankName.zh-CN" lang="zh-CN" label={t('first-run.name-zh')} />
          <TextField name="bankName.en" lang="en" label={t('first-run.name-en')} optional />
          <FieldRow>
            <TextField
              name="entityCode"
              label={t('first-run.entity-code')}
              help={t('first-run.code-help')}
              span="narrow"
            />
            <TextField name="unitCode" label={t('first-run.unit-code')} defaultValue="HO" span="narrow" />
          </FieldRow>
          <DateField
            name="openedOn"
            label={t('first-run.opened')}
            help={t('first-run.opened-help')}
            defaultValue={yearBegan}
          />
        </FieldSet>
        <FieldSet title={t('first-run.administrator')} help={t('first-run.administrator-help')}>
          <TextField name="displayName" label={t('account.name')} autoComplete="name" />
          <TextField name="signInName" label={t('account.sign-in-name')} autoComplete="username" />
          <TextField name="email" type="email" label={t('account.email')} optional autoComplete="email" />
          <TextField
            name="password"
            type="password"
            label={t('password.new')}
            help={t('password.rule', { length: shortestPassword })}
            autoComplete="new-password"
          />
          <TextField name="again" type="password" label={t('password.again')} autoComplete="new-password" />
        </FieldSet>
        <FormActions>
          <Button variant="first" size="large" block pending={isBusy}>
            {t('first-run.submit')}
          </Button>
        </FormActions>
      </FormShell>
    </FrontDoor>
  )
}
export default FirstRun
