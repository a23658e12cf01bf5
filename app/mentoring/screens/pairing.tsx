import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { chosenForm } from '#app/kernel/field.form.ts'
import { GoalList } from '#app/mentoring/goal-list.tsx'
import {
  agendaForm,
  correctSessionForm,
  endPairingForm,
  evaluationForm,
  goalForm,
  sessionForm,
} from '#app/mentoring/mentoring.form.ts'
import { PairingAside } from '#app/mentoring/pairing-aside.tsx'
import { PairingEnd } from '#app/mentoring/pairing-end.tsx'
import { dropGoal, goalsOf, reachGoal, setGoal } from '#app/mentoring/pairing-goals.server.ts'
import { endPairing, evaluate, findPairing, keepAgenda } from '#app/mentoring/pairings.server.ts'
import { sessionState, sideOf } from '#app/mentoring/session.ts'
import { newSession, SessionForm, SessionNotKept } from '#app/mentoring/session-form.tsx'
import { SessionLog } from '#app/mentoring/session-log.tsx'
import {
  confirmSession,
  correctSession,
  logSession,
  sessionsOf,
  withdrawSession,
} from '#app/mentoring/sessions.server.ts'
import { listCompetencies } from '#app/organisation/posts/competencies.server.ts'
import { paths } from '#app/paths.ts'
import { actsOn } from '#app/shell/acts-on.server.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Columns, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'

export const meta = screenMeta

const pairingOf = async ({ db, actor, params }: SignedInArgs) =>
  (await findPairing(db, actor, params.pairingId ?? '')) ?? notFound()

export const loader = signedIn(async (args) => {
  const { db, actor, today, url } = args
  const pairing = await pairingOf(args)
  const sessions = (await sessionsOf(db, pairing.id)).map(({ loggedBy, ...session }) => ({
    ...session,
    isOwn: loggedBy === actor.id,
  }))
  const correcting = sessions.find(
    (session) => session.id === url.searchParams.get('correct') && session.isOwn && sessionState(session) === 'waits',
  )
  return {
    pairing,
    side: sideOf(pairing, actor.employeeId),
    sessions,
    correcting,
    goals: await goalsOf(db, pairing.id),
    competencies: (await listCompetencies(db)).map(({ id, name }) => ({ id, name })),
    mayKeep: can(actor, 'pairing.keep', pairing) && pairing.endedOn === null,
    mayEnd: can(actor, 'pairing.end', pairing) && pairing.endedOn === null,
    mayEvaluate: can(actor, 'pairing.keep', pairing),
    today,
  }
})

const inPairing = actsOn(pairingOf, ({ id }) => paths.pairing(id))

export const action = acts({
  'set-goal': inPairing(goalForm, ({ db, actor, now }, { id }, given) =>
    setGoal(db, actor, { pairingId: id, ...given }, now),
  ),
  reach: inPairing(chosenForm, ({ db, actor, now }, _, given) => reachGoal(db, actor, given, now)),
  drop: inPairing(chosenForm, ({ db, actor, now }, _, given) => dropGoal(db, actor, given, now)),
  agenda: inPairing(agendaForm, ({ db, actor, now }, { id }, given) => keepAgenda(db, actor, { id, ...given }, now)),
  log: inPairing(sessionForm, ({ db, actor, now }, { id }, given) => logSession(db, actor, id, given, now)),
  correct: inPairing(correctSessionForm, ({ db, actor, now }, _, given) => correctSession(db, actor, given, now)),
  confirm: inPairing(chosenForm, ({ db, actor, now }, _, given) => confirmSession(db, actor, given, now)),
  withdraw: inPairing(chosenForm, ({ db, actor, now }, _, given) => withdrawSession(db, actor, given, now)),
  evaluate: inPairing(evaluationForm, ({ db, actor, now }, { id }, given) =>
    evaluate(db, actor, { id, ...given }, now),
  ),
  end: inPairing(endPairingForm, ({ db, actor, now }, { id }, given) => endPairing(db, actor, { id, ...given }, now)),
})

const PairingScreen = () => {
  const data = useLoaderData<typeof loader>()
  const { pairing, side, sessions, correcting, goals, competencies, mayKeep, today } = data
  const t = useTranslations('mentoring')
  const errors = useActErrors('mentoring')
  const confirmed = sessions.filter((session) => sessionState(session) === 'confirmed')
  const otherName = side === 'mentor' ? pairing.menteeName : pairing.mentorName
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('mentoring.title'), to: paths.mentoring() }]}
      title={t('pairs.of', { mentor: pairing.mentorName, mentee: pairing.menteeName })}
      state={pairing.endedOn ? t('pairing.is-ended') : t('pairing.say', { count: confirmed.length })}
    >
      <Columns aside={<PairingAside pairing={pairing} competencies={competencies} mayKeep={mayKeep} />}>
        <Stack gap="large">
          <Section title={t('goals.title')}>
            <GoalList goals={goals} mayKeep={mayKeep} />
          </Section>
          <Section
            title={t('sessions.title')}
            label={t('sessions.met', {
              count: confirmed.length,
              minutes: confirmed.reduce((sum, each) => sum + each.minutes, 0),
            })}
          >
            <Stack>
              <SessionNotKept
                forms={[newSession, ...sessions.map(({ id }) => id)].filter(
                  (form) => !mayKeep || form !== (correcting?.id ?? newSession),
                )}
              />
              {mayKeep && <SessionForm pairingId={pairing.id} session={correcting} today={today} />}
              <SessionLog pairingId={pairing.id} sessions={sessions} side={side} otherName={otherName} />
            </Stack>
          </Section>
          <PairingEnd pairing={pairing} side={side} mayEvaluate={data.mayEvaluate} mayEnd={data.mayEnd} />
        </Stack>
      </Columns>
    </Page>
  )
}
export default PairingScreen
