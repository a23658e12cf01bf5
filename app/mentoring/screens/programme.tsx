import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { MatchingPreview } from '#app/mentoring/matching-preview.tsx'
import { confirmMatching, previewOf } from '#app/mentoring/matchings.server.ts'
import {
  addMenteeForm,
  addMentorForm,
  confirmForm,
  participantForm,
  reviseProgrammeForm,
} from '#app/mentoring/mentoring.form.ts'
import { pairingsIn } from '#app/mentoring/pairings.server.ts'
import { joinAsMentee, joinAsMentor, leaveProgramme, participantsOf } from '#app/mentoring/participants.server.ts'
import { programmeStateOn } from '#app/mentoring/programme.ts'
import { ProgrammePairs } from '#app/mentoring/programme-pairs.tsx'
import { ProgrammePeople } from '#app/mentoring/programme-people.tsx'
import { ProgrammeRevision } from '#app/mentoring/programme-revision.tsx'
import { closeProgramme, findProgramme, reviseProgramme } from '#app/mentoring/programmes.server.ts'
import { hasLeft } from '#app/organisation/employees/employee.ts'
import { listCompetencies } from '#app/organisation/posts/competencies.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { LinkTabs } from '#app/ui/tabs.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const tabs = ['people', 'preview', 'pairs', 'rules'] as const

const programmeOf = async ({ db, actor, params }: SignedInArgs) =>
  (await findProgramme(db, actor, params.programmeId ?? '')) ?? notFound()

export const loader = signedIn(async (args) => {
  const { db, today, url } = args
  const programme = await programmeOf(args)
  const asked = tabs.find((each) => each === url.searchParams.get('tab')) ?? 'people'
  const state = programmeStateOn(programme, today)
  // The way here from a notice may be older than the programme's end.
  const tab = asked === 'preview' && state !== 'open' ? 'people' : asked
  return {
    programme,
    state,
    tab,
    today,
    ...(await participantsOf(db, programme.id, today)),
    pairs: await pairingsIn(db, programme.id),
    preview: tab === 'preview' ? await previewOf(db, programme, today) : null,
    competencies: (await listCompetencies(db)).map(({ id, name }) => ({ id, name })),
  }
})

export const action = acts({
  'add-mentor': signedIn(async (args) => {
    const { id: programmeId } = await programmeOf(args)
    const form = await readForm(args.request, addMentorForm)
    if (!form.ok) return form.refusal
    const outcome = await joinAsMentor(args.db, args.actor, { ...form.value, programmeId }, args.now)
    return outcome.ok ? redirect(paths.programme(programmeId)) : refuse(outcome.error)
  }),
  'add-mentee': signedIn(async (args) => {
    const { id: programmeId } = await programmeOf(args)
    const form = await readForm(args.request, addMenteeForm)
    if (!form.ok) return form.refusal
    const outcome = await joinAsMentee(args.db, args.actor, { ...form.value, programmeId }, args.now)
    return outcome.ok ? redirect(paths.programme(programmeId)) : refuse(outcome.error)
  }),
  remove: signedIn(async (args) => {
    const { id: programmeId } = await programmeOf(args)
    const form = await readForm(args.request, participantForm)
    if (!form.ok) return form.refusal
    const outcome = await leaveProgramme(args.db, args.actor, { ...form.value, programmeId }, args.now)
    return outcome.ok ? redirect(paths.programme(programmeId)) : refuse(outcome.error)
  }),
  confirm: signedIn(async (args) => {
    const { id: programmeId } = await programmeOf(args)
    const form = await readForm(args.request, confirmForm)
    if (!form.ok) return form.refusal
    const outcome = await confirmMatching(args.db, args.actor, { ...form.value, programmeId }, args.now)
    return outcome.ok ? redirect(paths.programme(programmeId, 'pairs')) : refuse(outcome.error)
  }),
  revise: signedIn(async (args) => {
    const { id } = await programmeOf(args)
    const form = await readForm(args.request, reviseProgrammeForm)
    if (!form.ok) return form.refusal
    const outcome = await reviseProgramme(args.db, args.actor, id, form.value, args.now)
    return outcome.ok ? redirect(paths.programme(id, 'rules')) : refuse(outcome.error)
  }),
  close: signedIn(async (args) => {
    const { id } = await programmeOf(args)
    const form = await readForm(args.request, revisionForm)
    if (!form.ok) return form.refusal
    const outcome = await closeProgramme(args.db, args.actor, id, form.value.revision, args.now)
    return outcome.ok ? redirect(paths.programme(id)) : refuse(outcome.error)
  }),
})

const Programme = () => {
  const { programme, state, tab, today, mentors, mentees, pairs, preview, competencies } =
    useLoaderData<typeof loader>()
  const t = useTranslations('mentoring')
  const words = useWordsText()
  const when = useWhenText()
  const errors = useActErrors('mentoring')
  const isOpen = state === 'open'
  const running = pairs.filter((pair) => pair.endedOn === null)
  const waiting = mentees.filter(
    (each) => !hasLeft(each, today) && !running.some((pair) => pair.menteeId === each.employeeId),
  )
  const nameOf = (id: string) => [...mentors, ...mentees].find((each) => each.employeeId === id)?.name ?? '—'
  const to = (which: (typeof tabs)[number]) => paths.programme(programme.id, which === 'people' ? undefined : which)
  return (
    <Page
      errors={errors}
      crumbs={[
        { title: t('mentoring.title'), to: paths.mentoring() },
        { title: t('programmes.title'), to: paths.programmes() },
      ]}
      title={words(programme.name)}
      state={
        state === 'closed'
          ? t('programmes.is-closed')
          : t(isOpen ? 'programmes.waiting' : 'programmes.is-over', {
              count: waiting.length,
              joined: mentees.length,
              until: when({ at: programme.toOn, absolute: true }),
            })
      }
      action={
        isOpen &&
        waiting.length > 0 &&
        tab !== 'preview' && (
          <LinkButton variant="first" to={to('preview')}>
            {t('preview.make')}
          </LinkButton>
        )
      }
      tabs={
        <LinkTabs
          label={words(programme.name)}
          current={to(tab)}
          tabs={[
            { to: to('people'), title: t('tabs.people'), count: mentors.length + mentees.length },
            ...(isOpen ? [{ to: to('preview'), title: t('tabs.preview') }] : []),
            { to: to('pairs'), title: t('tabs.pairs'), count: running.length },
            { to: to('rules'), title: t('tabs.rules') },
          ]}
        />
      }
    >
      <Stack gap="large">
        {tab === 'people' && (
          <ProgrammePeople mentors={mentors} mentees={mentees} competencies={competencies} mayChange={isOpen} />
        )}
        {tab === 'preview' &&
          (preview ? (
            <MatchingPreview
              revision={programme.revision}
              matches={preview.matches}
              choices={preview.choices}
              proof={preview.proof}
              nameOf={nameOf}
              competencies={competencies}
            />
          ) : (
            <Note tone="warn">{t('preview.too-many')}</Note>
          ))}
        {tab === 'pairs' && <ProgrammePairs pairs={pairs} competencies={competencies} />}
        {tab === 'rules' && <ProgrammeRevision programme={programme} />}
      </Stack>
    </Page>
  )
}
export default Programme
