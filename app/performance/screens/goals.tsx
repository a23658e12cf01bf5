import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { type GoalSheet, goalStateOf, sheetsOf, sheetsScoredBy } from '#app/performance/goals/goal-sheets.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { Words } from '#app/ui/words.tsx'
import type { Reader } from '#db/client.server.ts'

export const meta = screenMeta

const listed = async (db: Reader, actor: Actor, sheets: readonly GoalSheet[]) => {
  const cycles = new Map(
    await Promise.all(
      [...new Set(sheets.map((sheet) => sheet.cycleId))].map(async (id) => [id, await findCycle(db, id)] as const),
    ),
  )
  const people = await employeeRows(db, [...new Set(sheets.map((sheet) => sheet.employeeId))], actor.today)
  return sheets.flatMap((sheet) => {
    const cycle = cycles.get(sheet.cycleId)
    if (!cycle) return []
    const person = people.find((each) => each.id === sheet.employeeId)
    return [
      {
        id: sheet.id,
        cycleName: cycle.name,
        name: person?.name ?? '',
        post: person?.postName ?? null,
        state: goalStateOf(sheet, cycle, actor.today),
      },
    ]
  })
}

export const loader = signedIn(async ({ db, actor }) => {
  const { employeeId } = actor
  if (!can(actor, 'appraisal.own') || !employeeId) return notFound()
  return {
    mine: await listed(db, actor, await sheetsOf(db, employeeId)),
    team: await listed(db, actor, await sheetsScoredBy(db, employeeId)),
  }
})

type Row = Awaited<ReturnType<typeof loader>>['mine'][number]

const Goals = () => {
  const { mine, team } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const state = {
    key: 'state',
    title: t('person.state'),
    cell: (row: Row) => (
      <Badge tone={row.state === 'proposed' ? 'warn' : row.state === 'agreed' ? 'ok' : 'plain'}>
        {t(`goal.state.${row.state}`)}
      </Badge>
    ),
  }
  const cycle = { key: 'cycle', title: t('cycle.name'), cell: (row: Row) => <Words words={row.cycleName} /> }
  return (
    <Page title={t('goal.list')} state={t('goal.list-state')}>
      <Stack gap="large">
        <Table
          label={t('goal.list')}
          rows={mine}
          rowKey={(row) => row.id}
          rowHref={(row) => paths.goalSheet(row.id)}
          empty={<Empty title={t('goal.none')} why={t('goal.none-why')} icon="target" />}
          columns={[cycle, state]}
        />
        {team.length > 0 && (
          <Section title={t('goal.team')}>
            <Table
              label={t('goal.team')}
              rows={team}
              rowKey={(row) => row.id}
              rowHref={(row) => paths.goalSheet(row.id)}
              columns={[{ key: 'name', title: t('person.name'), cell: (row) => row.name }, cycle, state]}
            />
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Goals
