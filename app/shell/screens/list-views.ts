import { readForm, refuse } from '#app/kernel/form.server.ts'
import { forgetView, keepView, viewsOf } from '#app/kernel/list-views.server.ts'
import type { Refused } from '#app/kernel/result.ts'
import { acts, signedIn } from '#app/shell/guard.server.ts'
import { keepViewForm, listField, viewForm } from '#app/shell/list-views.form.ts'

/** One's own views of a list, asked for when its menu of views opens. */
export const loader = signedIn(async ({ db, actor, url }) => {
  const list = listField.safeParse(url.searchParams.get('list'))
  return list.success ? viewsOf(db, actor, list.data) : []
})

/** Said to a menu that stays open: it asks for the views anew by itself. */
const said = (outcome: { ok: true } | Refused) => (outcome.ok ? null : refuse(outcome.error))

export const action = acts({
  keep: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, keepViewForm)
    return form.ok ? said(await keepView(db, actor, form.value, now)) : form.refusal
  }),
  forget: signedIn(async ({ db, actor, request }) => {
    const form = await readForm(request, viewForm)
    return form.ok ? said(await forgetView(db, actor, form.value)) : form.refusal
  }),
})
