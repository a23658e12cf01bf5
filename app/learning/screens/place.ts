import { readForm, refuse } from '#app/kernel/form.server.ts'
import { keepPlace } from '#app/learning/courses/enrolments.server.ts'
import { placeForm } from '#app/learning/courses/lesson.form.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** Where the reader is, told by the page now and then. */
export const action = signedIn(async ({ db, actor, params, request, now }) => {
  const form = await readForm(request, placeForm)
  if (!form.ok) return form.refusal
  const place = {
    enrolmentId: params.enrolmentId ?? '',
    lesson: params.lesson ?? '',
    anchor: form.value.anchor || null,
  }
  const outcome = await keepPlace(db, actor, place, now)
  if (outcome.ok) return new Response(null, { status: 204 })
  return outcome.error.code === 'no-such-enrolment' ? notFound() : refuse(outcome.error)
})
