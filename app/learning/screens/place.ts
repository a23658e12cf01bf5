import { readForm } from '#app/kernel/form.server.ts'
import { keepPlace } from '#app/learning/courses/enrolments.server.ts'
import { placeForm } from '#app/learning/courses/lesson.form.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** Where the reader is, told by the page now and then. */
export const action = signedIn(async ({ db, actor, params, request, now }) => {
  const form = await readForm(request, placeForm)
  if (!form.ok) return new Response(null, { status: 422 })
  const place = {
    enrolmentId: params.enrolmentId ?? '',
    lesson: params.lesson ?? '',
    anchor: form.value.anchor || null,
  }
  const outcome = await keepPlace(db, actor, place, now)
  return outcome.ok ? new Response(null, { status: 204 }) : notFound()
})
