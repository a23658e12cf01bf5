import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse, refuseFields } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { Answers } from '#app/performance/appraisals/answers.tsx'
import {
  acknowledgeForm,
  appealForm,
  appraisalForm,
  withdrawAppealForm,
} from '#app/performance/appraisals/appraisal.form.ts'
import { AppraisalLines } from '#app/performance/appraisals/appraisal-lines.tsx'
import { appraisalView } from '#app/performance/appraisals/appraisal-view.server.ts'
import { ResultSteps } from '#app/performance/appraisals/result-steps.tsx'
import { acknowledge, fileAppeal, withdrawAppeal } from '#app/performance/appraisals/results.server.ts'
import { submitSelfReview } from '#app/performance/appraisals/reviews.server.ts'
import { saveSelfMarks } from '#app/performance/appraisals/self-marks.server.ts'
import { SelfReview } from '#app/performance/appraisals/self-review.tsx'
import { isOpen, ofSelfReview } from '#app/performance/cycle-window.ts'
import { useCycleState } from '#app/performance/cycles/cycle-state.tsx'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, today, now }) => {
  const view = await appraisalView(db, actor, params.appraisalId ?? '')
  if (!view) return notFound()
  if (view.result || view.parts.length > 0)
    await recordSighting(db, actor, 'rating', [view.person.id], url.pathname, now)
  const isRunning = view.cycle.closedAt === null
  return {
    ...view,
    today,
    may: {
      selfReview:
        view.isSelf &&
        isRunning &&
        view.appraisal.selfReviewedAt === null &&
        isOpen(view.cycle.windows, 'self-review', today),
      acknowledge: view.isSelf && view.appraisal.publishedAt !== null && view.appraisal.acknowledgedAt === null,
      appeal:
        can(actor, 'appeal.file', view.appraisal) &&
        view.appraisal.publishedAt !== null &&
        isRunning &&
        isOpen(view.cycle.windows, 'appeal', today) &&
        view.appeals.every((appeal) => appeal.answeredAt !== null),
      withdraw: can(actor, 'appeal.withdraw', view.appraisal),
    },
  }
})

type Failed = { ok: false; error: { code: string; detail?: unknown } }
const refusalOf = ({ error }: Failed) =>
  ['not-allowed', 'no-such-appraisal', 'no-such-line'].includes(error.code) ? notFound() : refuse(error)
/** What is wrong with a mark is said at its line. */
const markRefusalOf = (outcome: Failed & { error: { detail?: { lineIds: readonly string[] } } }) => {
  const { code, detail } = outcome.error
  if (!detail || !['mark-missing', 'no-such-level', 'not-a-number'].includes(code)) return refusalOf(outcome)
  return refuseFields(Object.fromEntries(detail.lineIds.map((id) => [`marks.${id}`, code])))
}

export const action = acts({
  save: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, appraisalForm)
    if (!form.ok) return form.refusal
    const id = params.appraisalId ?? ''
    const outcome = await saveSelfMarks(db, actor, { appraisalId: id, ...form.value }, now)
    return outcome.ok ? redirect(paths.appraisal(id)) : markRefusalOf(outcome)
  }),
  submit: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, appraisalForm)
    if (!form.ok) return form.refusal
    const id = params.appraisalId ?? ''
    const saved = await saveSelfMarks(db, actor, { appraisalId: id, ...form.value }, now)
    if (!saved.ok) return markRefusalOf(saved)
    const outcome = await submitSelfReview(db, actor, { appraisalId: id, comment: form.value.comment }, now)
    return outcome.ok ? redirect(paths.appraisal(id)) : refusalOf(outcome)
  }),
  acknowledge: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, acknowledgeForm)
    if (!form.ok) return form.refusal
    const id = params.appraisalId ?? ''
    const outcome = await acknowledge(db, actor, { appraisalId: id, ...form.value }, now)
    return outcome.ok ? redirect(paths.appraisal(id)) : refusalOf(outcome)
  }),
  appeal: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, appealForm)
    if (!form.ok) return form.refusal
    const id = params.appraisalId ?? ''
    const outcome = await fileAppeal(db, actor, { appraisalId: id, ...form.value }, now)
    return outcome.ok ? redirect(paths.appraisal(id)) : refusalOf(outcome)
  }),
  'withdraw-appeal': signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, withdrawAppealForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawAppeal(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.appraisal(outcome.value.appraisalId)) : refusalOf(outcome)
  }),
})

/** What is to be done stands below the lines it is about, of which the phone shows two at a time: one press leads there. */
const Due = ({ isSelfReview }: { isSelfReview: boolean }) => {
  const t = useTranslations('performance')
  return (
    <LinkButton variant="first" to={isSelfReview ? '#self-review' : '#answer'} reloadDocument>
      {t(isSelfReview ? 'self.write' : 'answer.give')}
    </LinkButton>
  )
}

const AppraisalPage = () => {
  const {
    cycle,
    person,
    managerName,
    state,
    appraisal,
    result,
    parts,
    bands,
    appeals,
    isSelf,
    showsResult,
    may,
    today,
  } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const when = useWhenText()
  const cycleState = useCycleState()
  const errors = useActErrors('performance')
  const band = bands.find((each) => each.rating === appraisal.finalRating)
  const lines = parts.flatMap((part) =>
    part.lines.map((line) => ({ kpi: line.kpi, name: line.name, actualId: line.actual?.id ?? null })),
  )
  return (
    <Page
      errors={errors}
      crumbs={isSelf ? [{ title: t('appraisal.mine'), to: paths.appraisals() }] : [{ title: words(cycle.name) }]}
      title={isSelf ? words(cycle.name) : t('appraisal.of', { name: person.name, cycle: words(cycle.name) })}
      state={`${t(`state.${state}`)} · ${cycleState(may.selfReview ? ofSelfReview(cycle) : cycle, today)}`}
      action={(may.selfReview || may.acknowledge) && <Due isSelfReview={may.selfReview} />}
    >
      <Stack gap="large">
        {showsResult && appraisal.score !== null && (
          <Stats>
            <Stat label={t('score')} value={<Figure value={appraisal.score} digits={2} />} />
            <Stat
              label={t('rating')}
              value={band ? words(band.name) : appraisal.finalRating}
              change={
                appraisal.finalRating !== appraisal.bandRating && (
                  <Badge tone="warn">{t('result.moved', { from: appraisal.bandRating ?? '' })}</Badge>
                )
              }
              note={band && t('result.band', { from: band.from })}
            />
            {managerName && <Stat label={t('person.manager')} value={managerName} />}
          </Stats>
        )}
        {isSelf && appraisal.managerReviewedAt !== null && !showsResult && <Note>{t('result.not-yet')}</Note>}
        {result?.noScore && <Note tone="warn" title={t(`result.no-score.${result.noScore}`)} />}
        {result?.cappedBy.map((event) => (
          <Note key={event} tone="bad" title={t('result.capped', { event })} />
        ))}
        {appraisal.calibrationReason && appraisal.finalRating !== appraisal.bandRating && (
          <Note title={t('result.calibrated')}>{appraisal.calibrationReason}</Note>
        )}
        {parts.map((part) => (
          <Section
            key={part.sheetId}
            title={words(part.templateName)}
            label={
              parts.length > 1
                ? t('result.part', {
                    from: when({ at: part.fromOn, absolute: true }),
                    to: when({ at: part.toOn, absolute: true }),
                  })
                : undefined
            }
          >
            <AppraisalLines part={part} showsResult={showsResult} />
          </Section>
        ))}
        {may.selfReview && <SelfReview parts={parts} comment={appraisal.selfComment} />}
        {!may.selfReview && appraisal.selfComment && (
          <Section title={t('grid.self')}>
            <p>{appraisal.selfComment}</p>
          </Section>
        )}
        {appraisal.managerComment && (
          <Section title={t('grid.comment')}>
            <p>{appraisal.managerComment}</p>
          </Section>
        )}
        {result && <ResultSteps steps={result.steps} lines={lines} />}
        {(may.acknowledge || may.appeal || appeals.length > 0 || appraisal.acknowledgedAt !== null) && (
          <Answers appraisal={appraisal} appeals={appeals} may={may} />
        )}
        <Row>
          {parts.map((part) => (
            <a key={part.sheetId} href={paths.goalSheet(part.sheetId)}>
              {t('goal.sheet-link')}
            </a>
          ))}
        </Row>
      </Stack>
    </Page>
  )
}
export default AppraisalPage
