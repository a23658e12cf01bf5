import { redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { JobProgress } from '#app/kernel/job-progress.tsx'
import { findJob, type JobView } from '#app/kernel/jobs.server.ts'
import { paths } from '#app/paths.ts'
import { appraisalStates } from '#app/performance/appraisals/appraisal-state.ts'
import { countsByState } from '#app/performance/appraisals/appraisals.server.ts'
import { publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import { windowsForm } from '#app/performance/cycles/cycle.form.ts'
import { requestScoring, requestSheets } from '#app/performance/cycles/cycle-jobs.server.ts'
import { CyclePhases, useCycleState } from '#app/performance/cycles/cycle-state.tsx'
import { scoreReport, sheetsReport } from '#app/performance/cycles/job-reports.server.ts'
import { ScoreReportNote, SheetsReportNote } from '#app/performance/cycles/job-reports.tsx'
import { PhaseWindowFields } from '#app/performance/cycles/phase-windows.tsx'
import { closeCycle, findCycle, moveWindows } from '#app/performance/cycles.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, today }) => {
  const cycle = await findCycle(db, params.cycleId ?? '')
  if (!cycle || !can(actor, 'cycle.read', cycle)) return notFound()
  const sheetsJob = cycle.sheetsJobId ? await findJob(db, actor, cycle.sheetsJobId) : null
  const scoreJob = cycle.scoreJobId ? await findJob(db, actor, cycle.scoreJobId) : null
  return {
    cycle,
    today,
    counts: await countsByState(db, actor, cycle.id),
    /** Those that are done have their report instead. */
    jobs: { sheets: underWay(sheetsJob), score: underWay(scoreJob) },
    sheets: sheetsReport(sheetsJob),
    scores: await scoreReport(db, cycle, scoreJob),
    mayOpen: can(actor, 'cycle.open', cycle),
  }
})

const underWay = (job: JobView | null) => (job?.state === 'done' ? null : job)

type Failed = { ok: false; error: { code: string; detail?: unknown } }
const refusalOf = ({ error }: Failed) =>
  error.code === 'not-allowed' || error.code === 'no-such-cycle' ? notFound() : refuse(error)

export const action = acts({
  sheets: signedIn(async ({ db, actor, params, now }) => {
    const outcome = await requestSheets(db, actor, params.cycleId ?? '', now)
    return outcome.ok ? redirect(paths.cycle(params.cycleId ?? '')) : refusalOf(outcome)
  }),
  score: signedIn(async ({ db, actor, params, now }) => {
    const outcome = await requestScoring(db, actor, params.cycleId ?? '', now)
    return outcome.ok ? redirect(paths.cycle(params.cycleId ?? '')) : refusalOf(outcome)
  }),
  publish: signedIn(async ({ db, actor, params, now }) => {
    const outcome = await publishResults(db, actor, params.cycleId ?? '', now)
    return outcome.ok ? redirect(paths.cycle(params.cycleId ?? '')) : refusalOf(outcome)
  }),
  windows: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, windowsForm)
    if (!form.ok) return form.refusal
    const outcome = await moveWindows(db, actor, { cycleId: params.cycleId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.cycle(outcome.value.id)) : refusalOf(outcome)
  }),
  close: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, revisionForm)
    if (!form.ok) return form.refusal
    const outcome = await closeCycle(db, actor, { cycleId: params.cycleId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.cycle(outcome.value.id)) : refusalOf(outcome)
  }),
})

const CyclePage = () => {
  const { cycle, today, counts, jobs, sheets, scores, mayOpen } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const errors = useActErrors('performance')
  const state = useCycleState()
  const isRunning = mayOpen && cycle.closedAt === null
  const jobWords = (kind: string) => ({
    label: t(`job.${kind}`),
    failure: ({ code }: { code: string }) => (code === 'cycle-closed' ? t('job.cycle-closed') : undefined),
  })
  const people = (each: string, value: number) => <Link to={paths.cyclePeople(cycle.id, { state: each })}>{value}</Link>
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('cycle.list'), to: paths.cycles() }]}
      title={<Words words={cycle.name} />}
      state={state(cycle, today)}
      action={
        isRunning && (
          <Row>
            <LinkButton to={paths.calibration(cycle.id)}>{t('calibration.open')}</LinkButton>
            <LinkButton to={paths.cycleActuals(cycle.id)} variant="first" icon="upload">
              {t('actual.import')}
            </LinkButton>
          </Row>
        )
      }
    >
      <Stack gap="large">
        <CyclePhases cycle={cycle} today={today} />
        {Object.entries(jobs).map(([kind, job]) => job && <JobProgress key={kind} job={job} {...jobWords(kind)} />)}
        <Stats>
          {appraisalStates.map((each) => (
            <Stat key={each} label={t(`state.${each}`)} value={people(each, counts[each])} />
          ))}
        </Stats>
        <p>
          <Link to={paths.cyclePeople(cycle.id)}>{t('cycle.all-people', { count: counts.all })}</Link> ·{' '}
          {t('cycle.scored', { count: counts.scored })} ·{' '}
          <Link to={paths.unitScores(cycle.id)}>{t('cycle.unit-scores')}</Link>
        </p>
        {counts.all === 0 && <Note title={t('cycle.no-sheets')}>{t('cycle.no-sheets-why')}</Note>}
        {counts.appealed > 0 && (
          <Note
            tone="warn"
            title={t('appeal.waiting', { count: counts.appealed })}
            action={<LinkButton to={paths.appeals()}>{t('appeal.answer-them')}</LinkButton>}
          />
        )}
        {isRunning && (
          <>
            <Section title={t('cycle.next')} label={t('cycle.next-label')}>
              <FormShell>
                <input type="hidden" name="revision" value={cycle.revision} />
                <Stack>
                  <Row spread>
                    <span>{t('cycle.make-sheets-means')}</span>
                    <Button name="act" value="sheets">
                      {t('cycle.make-sheets')}
                    </Button>
                  </Row>
                  <SheetsReportNote report={sheets} />
                  <Row spread>
                    <span>{t('cycle.score-means')}</span>
                    <Button name="act" value="score">
                      {t('cycle.score')}
                    </Button>
                  </Row>
                  <ScoreReportNote cycleId={cycle.id} report={scores} />
                  {counts.calibrated > 0 && (
                    <Row spread>
                      <span>{t('cycle.publish-means', { count: counts.calibrated })}</span>
                      <ConfirmButton
                        name="act"
                        value="publish"
                        variant="plain"
                        confirm={t('cycle.publish')}
                        consequence={t('cycle.publish-consequence')}
                      >
                        {t('cycle.publish-count', { count: counts.calibrated })}
                      </ConfirmButton>
                    </Row>
                  )}
                  <Row spread>
                    <span>{t('cycle.close-means')}</span>
                    <ConfirmButton
                      name="act"
                      value="close"
                      confirm={t('cycle.close')}
                      consequence={t('cycle.close-consequence')}
                      variant="danger"
                    >
                      {t('cycle.close')}
                    </ConfirmButton>
                  </Row>
                </Stack>
              </FormShell>
            </Section>
            <Section title={t('cycle.windows')}>
              <FormShell revision={cycle.revision}>
                <PhaseWindowFields windows={cycle.windows} />
                <FormActions>
                  <Button name="act" value="windows">
                    {t('cycle.move-windows')}
                  </Button>
                </FormActions>
              </FormShell>
            </Section>
          </>
        )}
      </Stack>
    </Page>
  )
}
export default CyclePage
