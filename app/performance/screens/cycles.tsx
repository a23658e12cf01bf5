import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, canSomewhere } from '#app/identity/policy.ts'
import { paths } from '#app/paths.ts'
import { useCycleState } from '#app/performance/cycles/cycle-state.tsx'
import { cyclesOverseen } from '#app/performance/cycles.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  if (!can(actor, 'cycle.list')) return notFound()
  const mayOpen = canSomewhere(actor, 'cycle.open')
  return { cycles: await cyclesOverseen(db, actor, today), mayOpen, today }
})

const Cycles = () => {
  const { cycles, mayOpen, today } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const state = useCycleState()
  const add = (
    <LinkButton to={paths.newCycle()} variant="first" icon="add">
      {t('cycle.open')}
    </LinkButton>
  )
  return (
    <Page title={t('cycle.list')} state={t('cycle.list-state')} action={mayOpen && add}>
      <Table
        label={t('cycle.list')}
        rows={cycles}
        rowKey={(cycle) => cycle.id}
        rowHref={(cycle) => paths.cycle(cycle.id)}
        empty={<Empty title={t('cycle.none')} why={t('cycle.none-why')} action={mayOpen && add} icon="calendar" />}
        columns={[
          { key: 'name', title: t('cycle.name'), cell: (cycle) => <Words words={cycle.name} /> },
          {
            key: 'days',
            title: t('cycle.days'),
            cell: (cycle) => (
              <>
                <When at={cycle.fromOn} absolute /> – <When at={cycle.toOn} absolute />
              </>
            ),
          },
          { key: 'state', title: t('cycle.state'), cell: (cycle) => state(cycle, today), wrap: true },
        ]}
      />
    </Page>
  )
}
export default Cycles
