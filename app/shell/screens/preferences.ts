import { redirect } from '@remix-run/node'
import { languageCookie, themeCookie } from '#app/i18n/locale.server.ts'
import { preferences } from '#app/identity/preferences.form.ts'
import { rememberPreferences } from '#app/identity/preferences.server.ts'
import { readForm } from '#app/kernel/form.server.ts'
import { anyone } from '#app/shell/guard.server.ts'

const year = 31_536_000

/** Language and theme, kept in this browser and, when signed in, with the account. Comes back to where it was asked. */
export const action = anyone(async ({ db, request, context }) => {
  const form = await readForm(request, preferences)
  if (!form.ok) return form.refusal
  const { language, theme, back } = form.value
  await rememberPreferences(db, request, context, { language, theme })
  const headers = new Headers()
  if (language) headers.append('Set-Cookie', `${languageCookie}=${language}; Path=/; Max-Age=${year}; SameSite=Lax`)
  if (theme)
    headers.append(
      'Set-Cookie',
      `${themeCookie}=${theme === 'system' ? '' : theme}; Path=/; Max-Age=${theme === 'system' ? 0 : year}; SameSite=Lax`,
    )
  return redirect(back, { headers })
})
