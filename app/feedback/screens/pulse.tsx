import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { CommentList } from '#app/feedback/comment-list.tsx'
import { intervalOf, scalePoints } from '#app/feedback/pulse.ts'
import { closePulse, pulseResults } from '#app/feedback/pulses.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { refuse } from '#app/kernel/form.server.ts'
import { unitsOn } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { BarChart } from '#app/ui/charts/bar-chart.tsx'
import { ChartFrame } from '#app/ui/charts/chart-frame.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, today }) => {
  const results = params.pulseId ? await pulseResults(db, actor, params.pulseId) : null
  if (!results) return notFound()
  const units = new Map((await unitsOn(db, today)).map((unit) => [unit.path, unit.name]))
  return {
    ...results,
    groups: results.groups.map((group) => ({ ...group, name: units.get(group.path) ?? null })),
    mayClose: can(actor, 'pulse.open', results.pulse) && results.pulse.closedAt === null,
  }
})

export const action = acts({
  close: signedIn(async ({ db, actor, params, now }) => {
    const outcome = await closePulse(db, actor, params.pulseId ?? '', now)
    if (outcome.ok) return redirect(paths.pulse(outcome.value.id))
    return outcome.error.code === 'no-such-pulse' ? notFound() : refuse(outcome.error)
  }),
})

const Pulse = () => {
  const { pulse, whole, groups, hiddenGroups, comments, mayClose } = useLoaderData<typeof loader>()
  const t = useTranslations('feedback')
  const words = useWordsText()
  const when = useWhenText()
  const errors = useActErrors('feedback')
  const textOf = (key: string) => words(pulse.questions.find((question) => question.key === key)?.text ?? {})
  const interval = (counts: readonly number[]) => {
    const between = intervalOf(counts)
    return between && t('pulse.interval', between)
  }
  const isEmpty = whole.every((result) => result.n === 0)
  return (
    <Page
      crumbs={[{ title: t('pulses.title'), to: paths.pulses() }]}
      title={words(pulse.name)}
      state={
        pulse.closedAt
          ? t('pulse.was-closed')
          : t('pulse.is-open', { day: when({ at: pulse.closesOn, absolute: true }) })
      }
      action={
        mayClose && (
          <FormShell errors={errors}>
            <ConfirmButton
              name="act"
              value="close"
              confirm={t('pulse.close-confirm')}
              consequence={t('pulse.close-means')}
            >
              {t('pulse.close')}
            </ConfirmButton>
          </FormShell>
        )
      }
    >
      <Stack gap="large">
        {isEmpty ? (
          <Empty title={t('pulse.too-few')} why={t('pulse.too-few-why')} />
        ) : (
          <Section title={t('pulse.results')}>
            <Stack gap="large">
              {whole.map((result) => (
                <ChartFrame
                  key={result.key}
                  finding={t('pulse.finding', { question: textOf(result.key), mean: result.mean ?? '—' })}
                  n={result.n}
                  unit={t('pulse.answers')}
                  interval={interval(result.counts)}
                  how={t('pulse.how')}
                  table={{
                    columns: [t('pulse.point'), t('pulse.answers')],
                    rows: result.counts.map((value, index) => [String(index + 1), String(value)]),
                  }}
                >
                  <BarChart
                    label={textOf(result.key)}
                    data={scalePoints.map((point, index) => ({
                      label: String(point),
                      values: { n: result.counts[index] ?? 0 },
                    }))}
                    series={[{ key: 'n', title: t('pulse.answers') }]}
                  />
                </ChartFrame>
              ))}
            </Stack>
          </Section>
        )}
        {!isEmpty && pulse.closedAt === null && <Note>{t('pulse.branches-later')}</Note>}
        {groups.length > 0 && (
          <Section title={t('pulse.by-branch')}>
            <Table
              label={t('pulse.by-branch')}
              columns={[
                {
                  key: 'group',
                  title: t('pulse.branch'),
                  cell: (group) => (group.name ? words(group.name) : '—'),
                },
                {
                  key: 'n',
                  title: t('pulse.answers'),
                  align: 'end' as const,
                  cell: (group) => group.results[0]?.n ?? 0,
                },
                ...pulse.questions.map((question) => ({
                  key: question.key,
                  title: words(question.text),
                  align: 'end' as const,
                  cell: (group: (typeof groups)[number]) =>
                    group.results.find((result) => result.key === question.key)?.mean ?? '—',
                })),
              ]}
              rows={groups}
              rowKey={(group) => group.path}
            />
            {hiddenGroups > 0 && <Note>{t('pulse.hidden', { count: hiddenGroups })}</Note>}
          </Section>
        )}
        {comments.length > 0 && (
          <Section title={t('pulse.comments')}>
            <CommentList comments={comments} />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Pulse
