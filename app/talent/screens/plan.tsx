import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { addMonths } from '#app/kernel/day.ts'
import { chosenForm, revisionForm } from '#app/kernel/field.form.ts'
import { paths } from '#app/paths.ts'
import { actsOn } from '#app/shell/acts-on.server.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { ActionForm } from '#app/talent/action-form.tsx'
import { addAction, correctAction, removeAction, tickAction } from '#app/talent/development-actions.server.ts'
import { EarlierPlans } from '#app/talent/earlier-plans.tsx'
import { GapLegend, GapLetters } from '#app/talent/gap-letters.tsx'
import { PlanActions } from '#app/talent/plan-actions.tsx'
import { PlanChange } from '#app/talent/plan-change.tsx'
import { PlanDraft } from '#app/talent/plan-draft.tsx'
import { planView } from '#app/talent/plan-view.server.ts'
import { agreePlan, changePlan, closePlan, planOf, proposePlan } from '#app/talent/plans.server.ts'
import { actionForm, changePlanForm, correctActionForm, planForm } from '#app/talent/talent.form.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, today }) => {
  const view = await planView(db, actor, params.employeeId ?? '')
  return view ? { ...view, today, inAYear: addMonths(today, 12), soon: addMonths(today, 3) } : notFound()
})

const personOf = async ({ db, actor, params }: SignedInArgs): Promise<string> => {
  const found = await planOf(db, actor, params.employeeId ?? '')
  return found ? found.person.id : notFound()
}

const onPlan = actsOn(personOf, paths.developmentPlan)

export const action = acts({
  propose: onPlan(planForm, ({ db, actor, now }, id, given) => proposePlan(db, actor, id, given, now)),
  change: onPlan(changePlanForm, ({ db, actor, now }, id, given) => changePlan(db, actor, id, given, now)),
  agree: onPlan(revisionForm, ({ db, actor, now }, employeeId, given) =>
    agreePlan(db, actor, { employeeId, ...given }, now),
  ),
  close: onPlan(revisionForm, ({ db, actor, now }, employeeId, given) =>
    closePlan(db, actor, { employeeId, ...given }, now),
  ),
  add: onPlan(actionForm, ({ db, actor, now }, id, given) => addAction(db, actor, id, given, now)),
  correct: onPlan(correctActionForm, ({ db, actor, now }, id, given) => correctAction(db, actor, id, given, now)),
  remove: onPlan(chosenForm, ({ db, actor, now }, employeeId, given) =>
    removeAction(db, actor, { employeeId, ...given }, now),
  ),
  tick: onPlan(chosenForm, ({ db, actor, now }, employeeId, given) =>
    tickAction(db, actor, { employeeId, ...given }, now),
  ),
})

const Plan = () => {
  const view = useLoaderData<typeof loader>()
  const { person, plan, actions, percent, mayPropose, mayAgree, isSelf, today } = view
  const t = useTranslations('talent')
  const words = useWordsText()
  const when = useWhenText()
  const errors = useActErrors('talent')
  const crumbs = [
    { title: t('growth.title'), to: paths.growth() },
    { title: person.name, to: paths.growthOf(person.id) },
  ]
  if (!plan)
    return (
      <Page crumbs={crumbs} title={t('plan.of', { name: person.name })} state={t('plan.none-say')}>
        <Stack gap="large">
          {mayPropose ? (
            <PlanDraft posts={view.posts} today={today} until={view.inAYear} />
          ) : (
            <Empty icon="grow" title={t('plan.none')} why={t('plan.none-why')} />
          )}
          <EarlierPlans plans={view.earlier} />
        </Stack>
      </Page>
    )
  const days = { from: when({ at: plan.fromOn, absolute: true }), to: when({ at: plan.toOn, absolute: true }) }
  return (
    <Page
      errors={errors}
      crumbs={crumbs}
      title={t('plan.of', { name: person.name })}
      figure={t('plan.percent', { percent })}
      state={
        plan.agreedAt
          ? t('plan.is-agreed', days)
          : !view.hasActions
            ? t('plan.waits-for-actions', days)
            : t(mayAgree ? 'plan.waits-for-you' : isSelf ? 'plan.waits-for-manager' : 'plan.waits-for-other', days)
      }
      action={
        mayAgree && (
          <FormShell>
            <input type="hidden" name="revision" value={plan.revision} />
            <Button variant="first" name="act" value="agree">
              {t('plan.agree')}
            </Button>
          </FormShell>
        )
      }
    >
      <Stack gap="large">
        <Meter value={percent} label={t('plan.title')} />
        <Section title={t('plan.towards', { post: words(plan.targetName) })} action={<GapLegend />}>
          <Stack>
            <GapLetters gaps={view.gaps} competencies={view.profile} />
            {mayPropose && (
              <div data-print="no">
                <PlanChange plan={plan} posts={view.posts} />
              </div>
            )}
          </Stack>
        </Section>
        <Section title={t('actions.title')} label={t('actions.computed')}>
          <PlanActions
            actions={actions}
            revision={plan.revision}
            today={today}
            mayChange={mayPropose}
            mayTick={view.mayTick}
          />
        </Section>
        {mayPropose && (
          <div data-print="no">
            <Stack gap="large">
              <Section title={t('actions.add')}>
                <ActionForm
                  revision={plan.revision}
                  dueOn={view.soon}
                  courses={view.courses}
                  pairings={view.pairings}
                  competencies={view.competencies}
                />
              </Section>
              <FormShell>
                <input type="hidden" name="revision" value={plan.revision} />
                <ConfirmButton
                  variant="text"
                  name="act"
                  value="close"
                  confirm={t('plan.close')}
                  consequence={t('plan.close-means')}
                >
                  {t('plan.close')}
                </ConfirmButton>
              </FormShell>
            </Stack>
          </div>
        )}
        <EarlierPlans plans={view.earlier} />
      </Stack>
    </Page>
  )
}
export default Plan
