import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import * as z from 'zod/mini'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { maybeText, text } from '#app/kernel/field.form.ts'
import { readForm, refuse, refuseField } from '#app/kernel/form.server.ts'
import { maybeJson } from '#app/kernel/maybe-json.ts'
import { paths } from '#app/paths.ts'
import { gridOf, scoresAnyone } from '#app/performance/appraisals/grid.server.ts'
import type { GivenMarks } from '#app/performance/appraisals/grid.ts'
import { packGrid, unpackGrid } from '#app/performance/appraisals/grid-rows.ts'
import { giveMark } from '#app/performance/appraisals/marks.server.ts'
import { commentOn, reopenReview, submitReviews } from '#app/performance/appraisals/reviews.server.ts'
import { ScoreBoard } from '#app/performance/appraisals/score-board.tsx'
import { isOpen } from '#app/performance/cycle-window.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, today, now }) => {
  const cycle = await findCycle(db, params.cycleId ?? '')
  const grid = cycle ? await gridOf(db, actor, cycle) : null
  if (!cycle || !grid) return notFound()
  await recordSighting(
    db,
    actor,
    'rating',
    grid.people.map((person) => person.employeeId),
    url.pathname,
    now,
  )
  const review = cycle.windows.find((window) => window.phase === 'manager-review') ?? null
  return {
    grid: packGrid(grid),
    isWhole: url.searchParams.get('rows') === 'all',
    closesOn: review?.closesOn ?? null,
    isOpen: isOpen(cycle.windows, 'manager-review', today) && !cycle.closedAt,
  }
})

const submitForm = z.object({ employees: z._default(z.array(z.string()), []) })
const commentForm = z.object({ appraisalId: text(), comment: maybeText(4000) })
const reopenForm = z.object({ employeeId: text() })
/** By line of one row, as `givenText` wrote it. */
const givenField = z.pipe(
  z.string().check(z.maxLength(20_000, 'too-long')),
  z.pipe(z.transform(maybeJson), z.record(z.string(), z.tuple([z.number(), z.string()]))),
)
const marksForm = z.object({
  marks: z._default(z.record(z.string(), z.string()), {}),
  given: z._default(z.record(z.string(), givenField), {}),
})
type Failed = { ok: false; error: { code: string; detail?: unknown } }
const refusalOf = ({ error }: Failed) =>
  ['not-allowed', 'no-such-cycle', 'no-such-appraisal', 'no-such-line'].includes(error.code)
    ? notFound()
    : refuse(error)

export const action = acts({
  submit: signedIn(async ({ db, actor, params, request, now }) => {
    if (!(await scoresAnyone(db, actor, params.cycleId ?? ''))) return notFound()
    const form = await readForm(request, submitForm)
    if (!form.ok) return form.refusal
    const given = { cycleId: params.cycleId ?? '', employeeIds: form.value.employees }
    const outcome = await submitReviews(db, actor, given, now)
    return outcome.ok ? redirect(paths.scoreGrid(given.cycleId)) : refusalOf(outcome)
  }),
  comment: signedIn(async ({ db, actor, params, request, now }) => {
    if (!(await scoresAnyone(db, actor, params.cycleId ?? ''))) return notFound()
    const form = await readForm(request, commentForm)
    if (!form.ok) return form.refusal
    const outcome = await commentOn(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.scoreGrid(params.cycleId ?? '')) : refusalOf(outcome)
  }),
  reopen: signedIn(async ({ db, actor, params, request, now }) => {
    if (!(await scoresAnyone(db, actor, params.cycleId ?? ''))) return notFound()
    const form = await readForm(request, reopenForm)
    if (!form.ok) return form.refusal
    const outcome = await reopenReview(db, actor, { cycleId: params.cycleId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.scoreGrid(params.cycleId ?? '')) : refusalOf(outcome)
  }),
  /** Without JavaScript: everything that was typed, in one go. */
  save: signedIn(async ({ db, actor, params, request, now }) => {
    if (!(await scoresAnyone(db, actor, params.cycleId ?? ''))) return notFound()
    const form = await readForm(request, marksForm)
    if (!form.ok) return form.refusal
    const { marks } = form.value
    const given: GivenMarks = Object.assign({}, ...Object.values(form.value.given))
    for (const [lineId, typed] of Object.entries(marks)) {
      const [revision, stood] = given[lineId] ?? [0, '']
      if (typed.trim() === stood) continue
      const mark = {
        lineId,
        perspective: 'manager',
        mark: typed.trim() || null,
        revision,
      } as const
      const outcome = await giveMark(db, actor, mark, now)
      if (outcome.ok) continue
      const isNoMark = outcome.error.code === 'no-such-level' || outcome.error.code === 'not-a-number'
      return isNoMark ? refuseField(`marks.${lineId}`, outcome.error.code) : refusalOf(outcome)
    }
    return redirect(paths.wholeScoreGrid(params.cycleId ?? ''))
  }),
})

const Scoring = () => {
  const data = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const errors = useActErrors('performance')
  const grid = useMemo(() => unpackGrid(data.grid), [data.grid])
  return (
    <ScoreBoard
      key={grid.cycle.id}
      {...data}
      grid={grid}
      errors={errors}
      crumbs={[{ title: t('grid.list'), to: paths.score() }]}
    />
  )
}
export default Scoring
