import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { JoinProgramme } from '#app/mentoring/join-programme.tsx'
import { joinMenteeForm, joinMentorForm, programmeForm, wishesForm } from '#app/mentoring/mentoring.form.ts'
import { pairingsOf, sessionsToConfirm } from '#app/mentoring/pairings.server.ts'
import { joinAsMentee, joinAsMentor, leaveProgramme, participantsOf, wish } from '#app/mentoring/participants.server.ts'
import { programmesFor } from '#app/mentoring/programmes.server.ts'
import { listCompetencies } from '#app/organisation/posts/competencies.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { Tasks } from '#app/ui/tasks.tsx'
import { useWhenText, When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  const { employeeId } = actor
  if (employeeId === null || !can(actor, 'mentoring.read')) return notFound()
  const programmes = await Promise.all(
    (await programmesFor(db, actor)).map(async (programme) => {
      const { mentors, mentees } = await participantsOf(db, programme.id, today)
      const asMentor = mentors.find((each) => each.employeeId === employeeId)
      const asMentee = mentees.find((each) => each.employeeId === employeeId)
      const others = asMentor ? mentees : asMentee ? mentors : []
      return {
        id: programme.id,
        name: programme.name,
        kind: programme.kind,
        fromOn: programme.fromOn,
        toOn: programme.toOn,
        mentors: mentors.length,
        mentees: mentees.length,
        side: asMentor ? ('mentor' as const) : asMentee ? ('mentee' as const) : null,
        capacity: asMentor?.capacity ?? null,
        competencyIds: asMentee?.competencyIds ?? [],
        wishes: (asMentor ?? asMentee)?.wishes ?? [],
        others: others.map(({ employeeId: id, name }) => ({ employeeId: id, name })),
      }
    }),
  )
  return {
    employeeId,
    programmes,
    pairings: await pairingsOf(db, employeeId),
    toConfirm: await sessionsToConfirm(db, actor),
    competencies: (await listCompetencies(db)).map(({ id, name }) => ({ id, name })),
    runs: can(actor, 'programme.list'),
  }
})

const me = (employeeId: string | null): string => employeeId ?? notFound()

export const action = acts({
  'join-mentor': signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, joinMentorForm)
    if (!form.ok) return form.refusal
    const outcome = await joinAsMentor(db, actor, { ...form.value, employeeId: me(actor.employeeId) }, now)
    return outcome.ok ? redirect(paths.mentoring()) : refuse(outcome.error)
  }),
  'join-mentee': signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, joinMenteeForm)
    if (!form.ok) return form.refusal
    const outcome = await joinAsMentee(db, actor, { ...form.value, employeeId: me(actor.employeeId) }, now)
    return outcome.ok ? redirect(paths.mentoring()) : refuse(outcome.error)
  }),
  wish: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, wishesForm)
    if (!form.ok) return form.refusal
    const outcome = await wish(db, actor, { ...form.value, employeeId: me(actor.employeeId) }, now)
    return outcome.ok ? redirect(paths.mentoring()) : refuse(outcome.error)
  }),
  leave: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, programmeForm)
    if (!form.ok) return form.refusal
    const outcome = await leaveProgramme(db, actor, { ...form.value, employeeId: me(actor.employeeId) }, now)
    return outcome.ok ? redirect(paths.mentoring()) : refuse(outcome.error)
  }),
})

type Pairing = ReturnType<typeof useLoaderData<typeof loader>>['pairings'][number]

const Mentoring = () => {
  const { employeeId, programmes, pairings, toConfirm, competencies, runs } = useLoaderData<typeof loader>()
  const t = useTranslations('mentoring')
  const when = useWhenText()
  const errors = useActErrors('mentoring')
  const other = (pairing: { mentorName: string; menteeName: string; mentorId?: string }) =>
    pairing.mentorId === employeeId ? pairing.menteeName : pairing.mentorName
  const columns: Column<Pairing>[] = [
    { key: 'with', title: t('pairs.with'), cell: (pairing) => other(pairing) },
    {
      key: 'role',
      title: t('pairs.my-role'),
      cell: (pairing) => t(pairing.mentorId === employeeId ? 'pairs.i-mentor' : 'pairs.i-learn'),
    },
    { key: 'programme', title: t('programme'), cell: (pairing) => <Words words={pairing.programmeName} /> },
    { key: 'sessions', title: t('pairs.sessions'), align: 'end', cell: (pairing) => pairing.confirmed },
    {
      key: 'next',
      title: t('pairs.next'),
      cell: (pairing) => (pairing.nextOn && !pairing.endedOn ? <When at={pairing.nextOn} /> : '—'),
    },
    {
      key: 'state',
      title: t('state'),
      cell: (pairing) => (
        <Badge tone={pairing.endedOn ? 'plain' : 'ok'}>{t(pairing.endedOn ? 'pairs.ended' : 'pairs.running')}</Badge>
      ),
    },
  ]
  return (
    <Page
      errors={errors}
      title={t('mentoring.title')}
      state={t('mentoring.say', { count: toConfirm.length })}
      action={runs && <LinkButton to={paths.programmes()}>{t('programmes.title')}</LinkButton>}
    >
      <Stack gap="large">
        {toConfirm.length > 0 && (
          <Section title={t('mentoring.to-confirm')}>
            <Tasks
              tasks={toConfirm.map((session) => ({
                key: session.id,
                title: t('mentoring.confirm', { mentor: session.mentorName, mentee: session.menteeName }),
                note: t('mentoring.held', {
                  day: when({ at: session.heldOn, absolute: true }),
                  minutes: session.minutes,
                }),
                action: <LinkButton to={paths.pairing(session.pairingId)}>{t('mentoring.look')}</LinkButton>,
              }))}
            />
          </Section>
        )}
        <Section title={t('mentoring.mine')}>
          <Table
            label={t('mentoring.mine')}
            columns={columns}
            rows={pairings}
            rowKey={(pairing) => pairing.id}
            rowHref={(pairing) => paths.pairing(pairing.id)}
            empty={<Empty icon="people" title={t('mentoring.none')} why={t('mentoring.none-why')} />}
          />
        </Section>
        <Section title={t('mentoring.open')}>
          {programmes.length === 0 ? (
            <Empty title={t('mentoring.none-open')} why={t('mentoring.none-open-why')} />
          ) : (
            <Stack>
              {programmes.map((programme) => (
                <JoinProgramme key={programme.id} programme={programme} competencies={competencies} />
              ))}
            </Stack>
          )}
        </Section>
      </Stack>
    </Page>
  )
}
export default Mentoring
