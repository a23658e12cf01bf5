import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import * as z from 'zod/mini'
import { DecisionList, ReturnedNote } from '#app/audit/decision-list.tsx'
import { decisionsOf } from '#app/audit/decisions.server.ts'
import type { ServerAnswer } from '#app/i18n/answer-words.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { useDecisionText } from '#app/incentives/decision-text.tsx'
import { readPlan } from '#app/incentives/plans/plan.form.ts'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { PlanActs } from '#app/incentives/plans/plan-acts.tsx'
import { PlanChanges } from '#app/incentives/plans/plan-changes-view.tsx'
import { checkPlan, lintCatalogue } from '#app/incentives/plans/plan-check.server.ts'
import { noChoices, type PlanChoices } from '#app/incentives/plans/plan-context.tsx'
import { lintFaults, typedFaults, withFields, withoutRow, withRow } from '#app/incentives/plans/plan-edit.ts'
import { expectingFound } from '#app/incentives/plans/plan-examples.ts'
import { readPlanFile } from '#app/incentives/plans/plan-file.server.ts'
import { PlanFileForm } from '#app/incentives/plans/plan-file-form.tsx'
import { submitTyped, takeBackPlan } from '#app/incentives/plans/plan-handover.server.ts'
import { documentNames, planChoices } from '#app/incentives/plans/plan-names.server.ts'
import { PlanStudio } from '#app/incentives/plans/plan-studio.tsx'
import { findPlanVersion, planVersionBefore } from '#app/incentives/plans/plan-versions.server.ts'
import { decidePlan, retirePlan, reviseDraft, saveDraft } from '#app/incentives/plans/plans.server.ts'
import { reasonField } from '#app/incentives/runs/run.form.ts'
import { maybeText, revisionForm } from '#app/kernel/field.form.ts'
import { formOf, readForm, refuse, refuseFields } from '#app/kernel/form.server.ts'
import { fieldsOf } from '#app/kernel/form-fields.ts'
import type { PortableFault } from '#app/kernel/portable.form.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Section } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSavedAt, withSavedAt } from '#app/ui/saved-at.ts'
import { Seal } from '#app/ui/seal.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, today }) => {
  const version = params.versionId ? await findPlanVersion(db, actor, params.versionId) : null
  if (!version) return notFound()
  const may = { draft: can(actor, 'plan.draft', version), approve: can(actor, 'plan.approve', version) }
  const editable = may.draft && version.state === 'draft'
  const before = await planVersionBefore(db, actor, version)
  return {
    version,
    editable,
    chosen: { example: url.searchParams.get('example'), line: url.searchParams.get('line') },
    choices: editable ? await planChoices(db, today) : noChoices,
    check: checkPlan(version.definition),
    catalogue: editable ? lintCatalogue() : [],
    before,
    names: {
      ...(before && (await documentNames(db, before.definition, today))),
      ...(await documentNames(db, version.definition, today)),
    },
    decisions: await decisionsOf(db, 'plan-version', version.id),
    may,
  }
})

const decideForm = z.extend(revisionForm, { reason: maybeText(500) })
const returnForm = z.extend(revisionForm, { reason: reasonField })
const here = (versionId: string | undefined) => redirect(paths.plan(versionId ?? ''))

/**
 * What a form makes of the draft that it was shown with — fields in their places, a row more, a row less, an example that
 * expects what the plan gives with them, or a whole file — or what refuses it.
 */
const given = async ({ db, actor, params, request, today }: SignedInArgs, edit: 'fields' | 'file') => {
  const form = await readForm(request, revisionForm)
  if (!form.ok) return form
  const version = await findPlanVersion(db, actor, params.versionId ?? '')
  if (!version) return notFound()
  const sent = await formOf(request)
  const read =
    edit === 'file'
      ? await readPlanFile(request)
      : readPlan(edited(sent, version.definition, await planChoices(db, today)))
  if (!read.ok) return { ok: false as const, refusal: unread(sent, read.error) }
  const expecting = edit === 'fields' ? sent.get('expect') : null
  const definition = expecting === null ? read.value : expectingFound(read.value, Number(expecting))
  return { ok: true as const, value: { versionId: version.id, revision: form.value.revision, definition } }
}

const save = (edit: 'fields' | 'file') =>
  signedIn(async (args) => {
    const typed = await given(args, edit)
    if (!typed.ok) return typed.refusal
    const outcome = await saveDraft(args.db, args.actor, typed.value, args.now)
    // The example that was chosen goes on standing beside the document.
    const back = paths.plan(typed.value.versionId, args.url.searchParams.get('example'))
    return outcome.ok ? redirect(withSavedAt(back, args.now)) : refuse(outcome.error)
  })

/** Why the plan cannot be read: beside the figures that were typed, of what has no field on top, of a file as it says. */
const unread = (form: FormData, error: { code: string; detail?: unknown }) =>
  error.code === 'malformed' && Array.isArray(error.detail)
    ? refuseFields(typedFaults(error.detail as PortableFault[], (name) => form.has(name)))
    : refuse(error)

const edited = (form: FormData, plan: IncentivePlan, choices: PlanChoices): unknown => {
  const changed = withFields(plan, fieldsOf(form)) as IncentivePlan
  const [add, remove] = [form.get('add'), form.get('remove')]
  if (typeof add === 'string') return withRow(changed, add, choices)
  return typeof remove === 'string' ? withoutRow(changed, remove) : changed
}

const decide = (decision: 'approved' | 'returned') =>
  signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, decision === 'returned' ? returnForm : decideForm)
    if (!form.ok) return form.refusal
    const decided = { versionId: params.versionId ?? '', decision, ...form.value }
    const outcome = await decidePlan(db, actor, decided, now)
    return outcome.ok ? here(params.versionId) : refuse(outcome.error)
  })

export const action = acts({
  save: save('fields'),
  upload: save('file'),
  submit: signedIn(async (args) => {
    const typed = await given(args, 'fields')
    if (!typed.ok) return typed.refusal
    const outcome = await submitTyped(args.db, args.actor, typed.value, args.now)
    if (outcome.ok) return here(args.params.versionId)
    if (outcome.error.code !== 'lint-error') return refuse(outcome.error)
    const faults = lintFaults(outcome.error.detail?.paths ?? [], [...(await formOf(args.request)).keys()])
    return Object.keys(faults).length > 0 ? refuseFields(faults) : refuse(outcome.error)
  }),
  'take-back': signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, revisionForm)
    if (!form.ok) return form.refusal
    const outcome = await takeBackPlan(db, actor, { versionId: params.versionId ?? '', ...form.value }, now)
    return outcome.ok ? here(params.versionId) : refuse(outcome.error)
  }),
  approve: decide('approved'),
  return: decide('returned'),
  retire: signedIn(async ({ db, actor, params, now }) => {
    const outcome = await retirePlan(db, actor, params.versionId ?? '', now)
    return outcome.ok ? here(params.versionId) : refuse(outcome.error)
  }),
  revise: signedIn(async ({ db, actor, params, now }) => {
    const outcome = await reviseDraft(db, actor, params.versionId ?? '', now)
    return outcome.ok ? here(outcome.value.id) : refuse(outcome.error)
  }),
})

const Plan = () => {
  const { version, before, editable, chosen, choices, check, catalogue, names, decisions, may } =
    useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const errors = useActErrors('incentives')
  const savedAt = useSavedAt()
  const refusal = useActionData<ServerAnswer>()?.refusal
  const decided = useDecisionText()
  const saying =
    version.state === 'draft' && !editable
      ? 'draft-of-others'
      : version.state === 'submitted' && may.approve
        ? 'submitted-to-you'
        : version.state
  const title = t('runs.plan-version', { plan: words(version.name), version: version.version })
  return (
    <Page
      errors={errors}
      width="wide"
      crumbs={[{ title: t('plan.list'), to: paths.plans() }]}
      title={title}
      state={t(`plan.say.${saying}`)}
      action={
        <LinkButton to={paths.planFile(version.id)} reloadDocument download icon="download">
          {t('plan.as-file')}
        </LinkButton>
      }
      seal={version.state === 'active' && <Seal words={t('plan.active-seal')} />}
    >
      <PlanStudio
        plan={version.definition}
        revision={version.revision}
        title={title}
        check={check}
        catalogue={catalogue}
        editable={editable}
        names={names}
        choices={choices}
        chosen={chosen}
        savedAt={savedAt}
        isRefusedForExamples={refusal?.code === 'example-fails'}
        before={
          <>
            {version.state === 'draft' && <ReturnedNote decisions={decisions} say={decided} />}
            {before && !editable && <PlanChanges before={before} plan={version.definition} names={names} />}
            <PlanActs version={version} may={may} />
          </>
        }
        after={editable && <PlanFileForm title={t('plan.replace')} revision={version.revision} />}
        beside={
          <Section title={t('run.trail')}>
            <DecisionList decisions={decisions} say={decided} />
          </Section>
        }
      />
    </Page>
  )
}
export default Plan
