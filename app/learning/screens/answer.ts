import { readForm } from '#app/kernel/form.server.ts'
import { answerForm, flagForm } from '#app/learning/assessments/answer.form.ts'
import { flagQuestion, saveAnswer } from '#app/learning/assessments/answers.server.ts'
import { sittingHashFrom } from '#app/learning/assessments/sitting-token.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'

/**
 * Autosave. 200: {saved: 'stored' | 'replay' | 'stale', seq, savedAt, deadlineAt, now, late?, unreadable}; only what was
 * answered with 200 counts as saved. 409: {refused: 'conflict' | 'deadline' | 'superseded' | 'closed', …}.
 */
export const action = acts({
  save: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, answerForm)
    if (!form.ok) return Response.json({ refused: 'unfit' }, { status: 422 })
    const { slot, seq, place, pair, text } = form.value
    const attemptId = params.attemptId ?? ''
    const sittingHash = sittingHashFrom(request.headers.get('cookie'), attemptId)
    const entry = { places: place, pairs: pair, text }
    const outcome = await saveAnswer(db, actor, { attemptId, slot, seq, entry, sittingHash }, now)
    if (!outcome.ok)
      return outcome.error.code === 'no-such-attempt'
        ? notFound()
        : Response.json({ refused: 'unfit' }, { status: 422 })
    const { verdict, ...receipt } = outcome.value
    if (verdict.kind === 'refuse') return Response.json({ refused: verdict.reason, ...receipt, now }, { status: 409 })
    const saved = verdict.kind === 'store' ? 'stored' : verdict.kind
    const late = verdict.kind === 'store' && verdict.late
    return Response.json({ saved, stale: verdict.kind === 'stale', late, ...receipt, now })
  }),
  flag: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, flagForm)
    if (!form.ok) return Response.json({ refused: 'unfit' }, { status: 422 })
    const attemptId = params.attemptId ?? ''
    const sittingHash = sittingHashFrom(request.headers.get('cookie'), attemptId)
    const given = { attemptId, slot: form.value.slot, flagged: form.value.flagged === 'yes', sittingHash }
    const outcome = await flagQuestion(db, actor, given, now)
    if (outcome.ok) return Response.json({ saved: 'stored', now })
    return outcome.error.code === 'no-such-attempt'
      ? notFound()
      : Response.json({ refused: outcome.error.code }, { status: 409 })
  }),
})
