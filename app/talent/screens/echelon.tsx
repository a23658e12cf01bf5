import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { chosenForm, revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { paths } from '#app/paths.ts'
import { actsOn } from '#app/shell/acts-on.server.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { readinessLevels } from '#app/talent/echelon.ts'
import { boardOf } from '#app/talent/echelon-board.server.ts'
import { EchelonLanes } from '#app/talent/echelon-lanes.tsx'
import { EchelonTarget } from '#app/talent/echelon-target.tsx'
import { admit, closeEchelon, findEchelon, leaveEchelon, moveReadiness, nominate } from '#app/talent/echelons.server.ts'
import { GapLegend } from '#app/talent/gap-letters.tsx'
import { leaveForm, moveForm, nominateForm } from '#app/talent/talent.form.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, now }) => {
  const board = await boardOf(db, actor, params.echelonId ?? '')
  if (!board) return notFound()
  const { rated, ...shown } = board
  await recordSighting(db, actor, 'rating', rated, url.pathname, now)
  return shown
})

const echelonOf = async ({ db, actor, params }: SignedInArgs) =>
  (await findEchelon(db, actor, params.echelonId ?? '')) ?? notFound()

const onEchelon = actsOn(echelonOf, ({ id }) => paths.echelon(id))

export const action = acts({
  nominate: onEchelon(nominateForm, ({ db, actor, now }, { id }, given) =>
    nominate(db, actor, { echelonId: id, ...given }, now),
  ),
  admit: onEchelon(chosenForm, ({ db, actor, now }, _, given) => admit(db, actor, given, now)),
  move: onEchelon(moveForm, ({ db, actor, now }, _, given) => moveReadiness(db, actor, given, now)),
  leave: onEchelon(leaveForm, ({ db, actor, now }, _, given) => leaveEchelon(db, actor, given, now)),
  close: signedIn(async (args) => {
    const { id } = await echelonOf(args)
    const form = await readForm(args.request, revisionForm)
    if (!form.ok) return form.refusal
    const outcome = await closeEchelon(args.db, args.actor, { id, ...form.value }, args.now)
    return outcome.ok ? redirect(paths.echelons()) : refuse(outcome.error)
  }),
})

const EchelonScreen = () => {
  const board = useLoaderData<typeof loader>()
  const { echelon, members, left, profile, cycleName } = board
  const t = useTranslations('talent')
  const words = useWordsText()
  const errors = useActErrors('talent')
  const waiting = members.filter(({ state }) => state === 'nominated').length
  return (
    <Page
      errors={errors}
      width="wide"
      crumbs={[{ title: t('echelons.title'), to: paths.echelons() }]}
      title={words(echelon.name)}
      state={echelon.closedAt ? t('board.closed') : t('board.say', { count: waiting })}
      action={
        board.mayClose && (
          <FormShell>
            <input type="hidden" name="revision" value={echelon.revision} />
            <ConfirmButton name="act" value="close" confirm={t('board.close')} consequence={t('board.close-means')}>
              {t('board.close')}
            </ConfirmButton>
          </FormShell>
        )
      }
    >
      <Stack gap="large">
        <div>
          <EchelonTarget {...board} />
          <EchelonLanes members={members} competencies={profile} />
        </div>
        <GapLegend />
        {cycleName && members.some(({ rating }) => rating) && (
          <p>{t('board.ratings-of', { cycle: words(cycleName) })}</p>
        )}
        {board.mayNominate && (
          <Section title={t('board.nominate')}>
            <FormShell adds>
              <FieldRow>
                <PersonField name="employeeId" label={t('person')} />
                <SelectField
                  name="readiness"
                  label={t('readiness.title')}
                  none={t('actions.choose')}
                  options={readinessLevels.map((each) => ({ value: each, label: t(`readiness.${each}`) }))}
                />
              </FieldRow>
              <TextArea name="reason" label={t('board.reason')} />
              <FormActions>
                <Button variant="first" name="act" value="nominate">
                  {t('board.nominate')}
                </Button>
              </FormActions>
            </FormShell>
          </Section>
        )}
        {left.length > 0 && (
          <Section title={t('board.left')}>
            <Timeline
              items={left.map((each) => ({
                key: each.id,
                at: each.leftAt ?? undefined,
                title: each.name,
                text: each.leftReason,
              }))}
            />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default EchelonScreen
