import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { moveForm } from '#app/performance/appraisals/appraisal.form.ts'
import { CalibrationRows } from '#app/performance/appraisals/calibration-rows.tsx'
import { calibrationView } from '#app/performance/appraisals/calibration-view.server.ts'
import { closeCalibration, moveRating } from '#app/performance/appraisals/results.server.ts'
import { hasOpened } from '#app/performance/cycle-window.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { isAnswer, useActErrors } from '#app/ui/answer.ts'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { readTableAsk } from '#app/ui/table-state.ts'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, now, today }) => {
  const cycle = await findCycle(db, actor, params.cycleId ?? '')
  if (!cycle || !can(actor, 'appraisal.calibrate-any')) return notFound()
  const ask = readTableAsk(url, { sorts: [] })
  const view = await calibrationView(db, actor, cycle, ask)
  if (!view) return notFound()
  await recordSighting(
    db,
    actor,
    'rating',
    view.rows.map((row) => row.employeeId),
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
    page: ask.page,
    size: ask.limit,
  }
})

type Failed = { ok: false; error: { code: string; detail?: unknown } }
const refusalOf = ({ error }: Failed) =>
  ['not-allowed', 'no-such-cycle', 'no-such-appraisal'].includes(error.code) ? notFound() : refuse(error)

export const action = acts({
  move: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, moveForm)
    if (!form.ok) return form.refusal
    const outcome = await moveRating(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.calibration(outcome.value.cycleId)) : refusalOf(outcome)
  }),
  close: signedIn(async ({ db, actor, params, now }) => {
    if (!can(actor, 'appraisal.calibrate-any')) return notFound()
    const cycleId = params.cycleId ?? ''
    const outcome = await closeCalibration(db, actor, cycleId, now)
    return outcome.ok ? redirect(paths.calibration(cycleId)) : refusalOf(outcome)
  }),
})

const Calibration = () => {
  const { cycle, isOpen, opensOn, rows, total, ratings, ready, page, size } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const when = useWhenText()
  const errors = useActErrors('performance')
  const answer = useActionData<unknown>()
  const sent = isAnswer(answer) ? answer.values : undefined
  // A refusal of the command is said above the rows, what is wrong with the form in the row that was sent.
  const failed =
    typeof sent?.appraisalId === 'string'
      ? { appraisalId: sent.appraisalId, rating: String(sent.rating ?? ''), reason: String(sent.reason ?? ''), errors }
      : null
  return (
    <Page
      width="wide"
      crumbs={[{ title: words(cycle.name) }]}
      title={t('calibration.title')}
      state={
        opensOn
          ? t('calibration.state-ahead', { day: when({ at: opensOn }) })
          : t(ready === 0 && isOpen ? 'calibration.state-none' : 'calibration.state', { ready, total })
      }
      action={
        isOpen &&
        ready > 0 && (
          <FormShell>
            <ConfirmButton
              variant="first"
              name="act"
              value="close"
              confirm={t('calibration.close')}
              consequence={t('calibration.close-consequence')}
            >
              {t('calibration.close-count', { count: ready })}
            </ConfirmButton>
          </FormShell>
        )
      }
    >
      <Stack gap="large">
        {errors[''] && <Note tone="bad" title={errors['']} live />}
        {ratings.length > 0 && (
          <Stats>
            {ratings.map((each) => (
              <Stat
                key={each.rating}
                label={each.rating}
                value={each.count}
                note={t('calibration.share', { share: each.share })}
              />
            ))}
          </Stats>
        )}
        <CalibrationRows rows={rows} isOpen={isOpen} failed={failed} />
        <Pagination page={page} size={size} total={total} />
      </Stack>
    </Page>
  )
}
export default Calibration
