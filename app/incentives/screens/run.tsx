import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ReturnedNote } from '#app/audit/decision-list.tsx'
import { decisionsOf } from '#app/audit/decisions.server.ts'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { useDecisionText } from '#app/incentives/decision-text.tsx'
import { planFor } from '#app/incentives/plans/plan-names.server.ts'
import { ControlTable } from '#app/incentives/runs/control-table.tsx'
import { usePayDaysText } from '#app/incentives/runs/pay-days-text.tsx'
import {
  adjustForm,
  cancelForm,
  decideForm,
  releaseForm,
  returnForm,
  withdrawForm,
} from '#app/incentives/runs/run.form.ts'
import { releasedLateOn } from '#app/incentives/runs/run.ts'
import { RunActs } from '#app/incentives/runs/run-acts.tsx'
import { RunAdjustments } from '#app/incentives/runs/run-adjustments.tsx'
import { comparisonOf, mostNamed } from '#app/incentives/runs/run-comparison.server.ts'
import { RunComparisonView } from '#app/incentives/runs/run-comparison-view.tsx'
import { cancelRun, decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { RunExceptions } from '#app/incentives/runs/run-exceptions.tsx'
import { RunFigures } from '#app/incentives/runs/run-figures.tsx'
import { adjustmentsList, countExceptions, exceptionGroups } from '#app/incentives/runs/run-notes.server.ts'
import { RunPeople } from '#app/incentives/runs/run-people.tsx'
import {
  adjustRun,
  prepareCorrection,
  recalculateRun,
  withdrawAdjustment,
} from '#app/incentives/runs/run-preparation.server.ts'
import { RunTrail } from '#app/incentives/runs/run-trail.tsx'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { statementsOfRun, totalsOfRun } from '#app/incentives/statements/statements.server.ts'
import { parseMoneyMinor } from '#app/kernel/cell.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { JobProgress } from '#app/kernel/job-progress.tsx'
import { findJob, hasEnded } from '#app/kernel/jobs.server.ts'
import { employeeByNumber } from '#app/organisation/employees/employee-by-number.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Seal } from '#app/ui/seal.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const peopleShown = 50

export const loader = signedIn(async ({ db, actor, params, url, now, today, settings }) => {
  const run = params.runId ? await findRun(db, actor, params.runId) : null
  if (!run) return notFound()
  const filter = {
    runId: run.id,
    after: url.searchParams.get('after') ?? '',
    search: url.searchParams.get('q') ?? '',
    count: peopleShown,
  }
  const people = run.calculatedAt === null ? [] : await statementsOfRun(db, actor, filter)
  const isChangeAsked = url.searchParams.has('changed')
  const totals = await totalsOfRun(db, actor, run.id)
  const { names, pools } = await planFor(db, run.planVersionId)
  const comparison = await comparisonOf(db, actor, run, { totals, names }, isChangeAsked ? mostNamed : 0)
  const may = {
    prepare: can(actor, 'run.prepare', run),
    approve: can(actor, 'run.approve', run),
    release: can(actor, 'run.release', run),
  }
  // Amounts changed by hand are pay as well: read for whoever may change them, and on record like the rest.
  // Until it is submitted they are the preparer's own affair; whoever then decides on the run reads what was changed.
  const isMade = run.calculatedAt !== null && (may.prepare || run.state !== 'calculated')
  const adjustments = isMade ? await adjustmentsList(db, actor, run.id) : []
  const seen = [...people, ...(comparison?.changed ?? []), ...adjustments].map(({ employeeId }) => employeeId)
  if (seen.length > 0) await recordSighting(db, actor, 'pay', seen, url.pathname, now)
  return {
    run,
    lateOn: releasedLateOn(run, settings.timeZone),
    people,
    comparison,
    isChangeAsked,
    search: filter.search,
    totals,
    names,
    pools,
    exceptions: await exceptionGroups(db, run.id, 100),
    exceptionCount: await countExceptions(db, run.id),
    adjustments,
    decisions: await decisionsOf(db, 'run', run.id),
    job: run.jobId ? await findJob(db, actor, run.jobId) : null,
    // Whoever may calculate it anew sees that it stands still, also when a colleague had asked for it.
    hasStopped: run.state === 'calculating' && run.jobId !== null && (await hasEnded(db, run.jobId)),
    may,
    today,
  }
})

const here = (runId: string | undefined) => redirect(paths.run(runId ?? ''))

/** Acts that need nothing but the run. */
const ask = (act: typeof submitRun | typeof recalculateRun) =>
  signedIn(async ({ db, actor, params, now }) => {
    const outcome = await act(db, actor, params.runId ?? '', now)
    return outcome.ok ? here(params.runId) : refuse(outcome.error)
  })

const decide = (decision: 'approved' | 'returned') =>
  signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, decision === 'returned' ? returnForm : decideForm)
    if (!form.ok) return form.refusal
    const given = { runId: params.runId ?? '', decision, ...form.value }
    const outcome = await decideRun(db, actor, given, now)
    return outcome.ok ? here(params.runId) : refuse(outcome.error)
  })

export const action = acts({
  submit: ask(submitRun),
  recalculate: ask(recalculateRun),
  adjust: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, adjustForm)
    if (!form.ok) return form.refusal
    const run = await findRun(db, actor, params.runId ?? '')
    if (!run || !can(actor, 'run.prepare', run)) return notFound()
    const employee = await employeeByNumber(db, form.value.employeeNumber)
    if (!employee) return refuse({ code: 'not-in-run' })
    const { component, reason } = form.value
    const amount = parseMoneyMinor(form.value.amount, run.currency)
    if (!amount.ok) return refuse({ code: amount.error.code, detail: { currency: run.currency } })
    const outcome = await adjustRun(
      db,
      actor,
      { runId: params.runId ?? '', employeeId: employee.id, component, amountMinor: amount.value, reason },
      now,
    )
    return outcome.ok ? here(params.runId) : refuse(outcome.error)
  }),
  'withdraw-adjustment': signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, withdrawForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawAdjustment(db, actor, { runId: params.runId ?? '', ...form.value }, now)
    return outcome.ok ? here(params.runId) : refuse(outcome.error)
  }),
  approve: decide('approved'),
  return: decide('returned'),
  release: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, releaseForm)
    if (!form.ok) return form.refusal
    const outcome = await releaseRun(db, actor, { runId: params.runId ?? '', ...form.value }, now)
    return outcome.ok ? here(params.runId) : refuse(outcome.error)
  }),
  cancel: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, cancelForm)
    if (!form.ok) return form.refusal
    const outcome = await cancelRun(db, actor, { runId: params.runId ?? '', ...form.value }, now)
    return outcome.ok ? here(params.runId) : refuse(outcome.error)
  }),
  correct: signedIn(async ({ db, actor, params, now }) => {
    const outcome = await prepareCorrection(db, actor, params.runId ?? '', now)
    return outcome.ok ? redirect(paths.run(outcome.value.id)) : refuse(outcome.error)
  }),
})

const Run = () => {
  const { run, ...data } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const payDays = usePayDaysText()
  const errors = useActErrors('incentives')
  const seal = run.state === 'released' ? 'statement.released' : run.state === 'approved' ? 'run.approved' : null
  const mayAdjust = data.may.prepare && run.state === 'calculated'
  const [last] = data.decisions
  const decided = useDecisionText()
  const title = t('run.title', { plan: words(run.planName), period: words(run.name) })
  return (
    <Page
      errors={errors}
      width="wide"
      crumbs={[{ title: t('runs.title'), to: paths.runs() }]}
      title={run.kind === 'correction' ? t('run.correction', { title }) : title}
      state={t(
        `run.say.${data.lateOn ? 'released-late' : run.state}`,
        payDays({ payOn: run.payOn, lateOn: data.lateOn }),
      )}
      action={
        run.calculatedAt !== null && (
          <LinkButton to={paths.runCsv(run.id)} reloadDocument icon="download">
            {t('run.export')}
          </LinkButton>
        )
      }
      seal={seal && <Seal words={t(seal)} />}
    >
      <Stack gap="large">
        {data.job && data.job.state !== 'done' && run.state !== 'cancelled' && (
          <JobProgress
            job={data.job}
            label={t(run.state === 'calculating' ? 'run.calculating' : 'run.releasing')}
            mayCancel={data.may.prepare && run.state === 'calculating'}
            failure={({ code, params }) => (t.has(`failures.${code}`) ? t(`failures.${code}`, params) : undefined)}
          />
        )}
        {run.state === 'calculated' && last?.step === 'approve' && (
          <ReturnedNote decisions={data.decisions} say={decided} />
        )}
        {data.hasStopped && <RunActs run={run} may={data.may} totals={data.totals} today={data.today} />}
        {run.calculatedAt !== null && (
          <>
            <RunFigures totals={data.totals} currency={run.currency} />
            <RunActs run={run} may={data.may} totals={data.totals} today={data.today} />
            {run.control && (
              <Section title={t('control.title')}>
                <ControlTable control={run.control} currency={run.currency} names={data.names} pools={data.pools} />
              </Section>
            )}
          </>
        )}
        {data.comparison && <RunComparisonView run={run} comparison={data.comparison} isAsked={data.isChangeAsked} />}
        {(run.calculatedAt !== null || data.exceptionCount > 0) && (
          <RunExceptions count={data.exceptionCount} exceptions={data.exceptions} names={data.names} />
        )}
        {(data.adjustments.length > 0 || mayAdjust) && (
          <RunAdjustments
            adjustments={data.adjustments}
            names={data.names}
            currency={run.currency}
            mayChange={mayAdjust}
          />
        )}
        <RunTrail decisions={data.decisions} run={run} />
        {run.calculatedAt !== null && (
          <RunPeople run={run} people={data.people} search={data.search} size={peopleShown} />
        )}
      </Stack>
    </Page>
  )
}
export default Run
