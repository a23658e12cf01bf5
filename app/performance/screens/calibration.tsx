import { redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { moveForm } from '#app/performance/appraisals/appraisal.form.ts'
import { CalibrationBoard } from '#app/performance/appraisals/calibration-board.tsx'
import { calibrationView } from '#app/performance/appraisals/calibration-view.server.ts'
import { CloseCalibration } from '#app/performance/appraisals/close-calibration.tsx'
import { closeCalibration } from '#app/performance/appraisals/cycle-results.server.ts'
import { moveRating } from '#app/performance/appraisals/results.server.ts'
import { useOpenMoves } from '#app/performance/appraisals/use-open-moves.tsx'
import { hasOpened } from '#app/performance/cycle-window.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Pagination } from '#app/ui/tables/pagination.tsx'
import { readTableAsk } from '#app/ui/tables/table-state.ts'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, now, today }) => {
  const cycle = await findCycle(db, params.cycleId ?? '')
  if (!cycle || !can(actor, 'appraisal.calibrate-any')) return notFound()
  const ask = readTableAsk(url, { sorts: [] })
  const rating = ask.params.get('rating')
  const view = await calibrationView(db, actor, cycle, { ...ask, rating })
  if (!view) return notFound()
  await recordSighting(
    db,
    actor,
    'rating',
    view.cards.map((card) => card.employeeId),
    url.pathname,
    now,
  )
  const window = cycle.windows.find(({ phase }) => phase === 'calibration')
  const hasBegun = hasOpened(cycle.windows, 'calibration', today)
  return {
    ...view,
    cycle: { id: cycle.id, name: cycle.name },
    isOpen: hasBegun && cycle.closedAt === null,
    opensOn: hasBegun ? null : (window?.opensOn ?? null),
    alone: rating,
    page: ask.page,
    size: ask.limit,
  }
})

type Failed = { ok: false; error: { code: string; detail?: unknown } }
const refusalOf = ({ error }: Failed) =>
  ['not-allowed', 'no-such-cycle', 'no-such-appraisal'].includes(error.code) ? notFound() : refuse(error)

export const action = acts({
  move: signedIn(async ({ db, actor, request, url, now }) => {
    const form = await readForm(request, moveForm)
    if (!form.ok) return form.refusal
    const outcome = await moveRating(db, actor, form.value, now)
    return outcome.ok
      ? redirect(paths.calibration(outcome.value.cycleId, url.searchParams.get('rating')))
      : refusalOf(outcome)
  }),
  close: signedIn(async ({ db, actor, params, now }) => {
    if (!can(actor, 'appraisal.calibrate-any')) return notFound()
    const cycleId = params.cycleId ?? ''
    const outcome = await closeCalibration(db, actor, cycleId, now)
    return outcome.ok ? redirect(paths.calibration(cycleId)) : refusalOf(outcome)
  }),
})

const Calibration = () => {
  const { cycle, isOpen, opensOn, cards, total, without, ratings, ready, alone, page, size } =
    useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const when = useWhenText()
  const errors = useActErrors('performance')
  const moves = useOpenMoves(cards)
  return (
    <Page
      errors={errors}
      width="wide"
      crumbs={[{ title: words(cycle.name) }]}
      title={t('calibration.title')}
      state={
        opensOn
          ? t('calibration.state-ahead', { day: when({ at: opensOn }) })
          : t(ready === 0 && isOpen ? 'calibration.state-none' : 'calibration.state', { ready, total })
      }
      action={isOpen && ready > 0 && <CloseCalibration ready={ready} open={moves.names} />}
    >
      <Stack gap="large">
        {alone !== null && <Link to={paths.calibration(cycle.id)}>{t('calibration.all-ratings')}</Link>}
        <CalibrationBoard
          key={alone}
          cards={cards}
          ratings={ratings}
          without={without}
          alone={alone}
          isOpen={isOpen}
          moves={moves}
        />
        {alone !== null && (
          <Pagination page={page} size={size} total={ratings.find((each) => each.rating === alone)?.count ?? without} />
        )}
      </Stack>
    </Page>
  )
}
export default Calibration
