/** Where the grid saves one cell; answers in JSON with the cell's new revision, or with what stands there now. */
import * as z from 'zod/mini'
import { maybeText, revisionField, text } from '#app/kernel/field.form.ts'
import { readForm } from '#app/kernel/form.server.ts'
import { giveMark } from '#app/performance/appraisals/marks.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'

const markForm = z.object({ lineId: text(), mark: maybeText(40), revision: revisionField })

export const action = acts({
  give: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, markForm)
    if (!form.ok) return Response.json({ ok: false, code: 'invalid' }, { status: 422 })
    const outcome = await giveMark(db, actor, { ...form.value, perspective: 'manager' }, now)
    if (outcome.ok) return Response.json({ ok: true, ...outcome.value })
    if (outcome.error.code === 'no-such-line') return notFound()
    return Response.json({ ok: false, code: outcome.error.code, ...outcome.error.detail }, { status: 409 })
  }),
})
