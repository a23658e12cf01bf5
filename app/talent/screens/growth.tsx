import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { GapLegend, GapLetters } from '#app/talent/gap-letters.tsx'
import { GapTable } from '#app/talent/gap-table.tsx'
import { growthOf, peopleGaps } from '#app/talent/gaps.server.ts'
import { planView } from '#app/talent/plan-view.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, DataTable } from '#app/ui/tables/data-table.tsx'
import { readTableAsk } from '#app/ui/tables/table-state.ts'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const size = 50

export const loader = signedIn(async ({ db, actor, url, now }) => {
  if (!can(actor, 'growth.list')) return notFound()
  const ask = readTableAsk(url, { sorts: [], size })
  const own = actor.employeeId ? await growthOf(db, actor, actor.employeeId, null) : null
  const view = actor.employeeId ? await planView(db, actor, actor.employeeId) : null
  return {
    own,
    plan: view?.plan ? { targetName: view.plan.targetName, percent: view.percent, agreedAt: view.plan.agreedAt } : null,
    ...(await peopleGaps(db, actor, { ...ask, q: ask.params.get('q') ?? '' }, now)),
    searched: ask.params.get('q') !== null,
  }
})

type Item = ReturnType<typeof useLoaderData<typeof loader>>['people'][number]

const Growth = () => {
  const { own, plan, people, total, searched } = useLoaderData<typeof loader>()
  const t = useTranslations('talent')
  const words = useWordsText()
  const missing = own?.gaps.filter(({ kind }) => kind === 'near' || kind === 'far').length ?? 0
  const columns: Column<Item>[] = [
    { key: 'name', title: t('person'), cell: (each) => each.name },
    { key: 'post', title: t('post'), cell: (each) => (each.postName ? words(each.postName) : '—') },
    { key: 'unit', title: t('unit'), cell: (each) => (each.unitName ? words(each.unitName) : '—') },
    {
      key: 'gaps',
      title: t('gap.title'),
      wrap: true,
      cell: (each) => <GapLetters gaps={each.gaps} competencies={each.competencies} />,
    },
  ]
  return (
    <Page
      title={t('growth.title')}
      state={own ? t('growth.say', { count: missing }) : t('growth.say-people')}
      action={
        own && (
          <LinkButton variant="first" to={paths.developmentPlan(own.person.id)}>
            {t(plan ? 'growth.to-plan' : 'growth.make-plan')}
          </LinkButton>
        )
      }
    >
      <Stack gap="large">
        {own && plan && (
          <Section title={t('plan.title')} label={t('plan.towards', { post: words(plan.targetName) })}>
            <Row>
              <Meter value={plan.percent} label={t('plan.title')} />
              <span>{t('plan.percent', { percent: plan.percent })}</span>
            </Row>
          </Section>
        )}
        {own && (
          <Section title={t('growth.mine')} label={own.post ? words(own.post.name) : undefined}>
            <GapTable gaps={own.gaps} profile={own.profile} />
          </Section>
        )}
        {(total > 0 || searched) && (
          <Section title={t('growth.people')} action={<GapLegend />}>
            <DataTable
              label={t('growth.people')}
              columns={columns}
              rows={people}
              total={total}
              size={size}
              rowKey={(each) => each.id}
              rowHref={(each) => paths.growthOf(each.id)}
              filters={[{ key: 'q', label: t('growth.search') }]}
              empty={<Empty title={t('growth.none')} why={t('growth.none-why')} />}
            />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Growth
