import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Day, Instant } from '#app/kernel/day.ts'
import { paths } from '#app/paths.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FormKey } from '#app/ui/form-key.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { Pagination } from '#app/ui/tables/pagination.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { LinkTabs } from '#app/ui/tabs.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import type { NewUnit } from './code-finder.ts'
import { isInFile } from './roster-leavers.ts'
import type { RosterMapping } from './roster-mapping.ts'
import { type RosterRowKind, rosterRowKinds } from './roster-row.ts'
import { RosterRowDetail } from './roster-row-detail.tsx'
import type { RosterRow } from './roster-rows.server.ts'

/** An import as its page has it. */
export type RosterShown = {
  id: string
  fileName: string
  effectiveOn: Day
  unitId: string
  absentMeansLeft: boolean
  counts: Record<RosterRowKind, number> | null
  committedAt: Instant | null
  settings: {
    columns: RosterMapping
    makeUnits: boolean
    makePosts: boolean
    newUnits?: readonly NewUnit[]
    newPosts?: readonly NewUnit[]
  }
}
type PreviewProps = {
  roster: RosterShown
  state: 'committed' | 'discarded' | 'previewed' | 'uploaded'
  preview: { rows: readonly RosterRow[]; total: number }
  kind: RosterRowKind | null
  page: number
  size: number
  currency: string
}

const Counts = ({ counts }: { counts: Record<RosterRowKind, number> }) => {
  const t = useTranslations('organisation')
  return (
    <Stats>
      {rosterRowKinds.map((kind) => (
        <Stat key={kind} label={t(`roster.kinds.${kind}`)} value={<Figure value={counts[kind]} />} />
      ))}
    </Stats>
  )
}

const tones = {
  add: 'ok',
  change: 'plain',
  move: 'plain',
  leave: 'warn',
  rehire: 'ok',
  same: 'plain',
  error: 'bad',
} as const

/** What the file would do, counted and row by row, and the button that does it. */
export const RosterPreview = ({ roster, state, preview, kind, page, size, currency }: PreviewProps) => {
  const t = useTranslations('organisation')
  const errors = useActErrors('organisation')
  const when = useWhenText()
  const { counts } = roster
  if (!counts) return null
  const writes = counts.add + counts.change + counts.move + counts.leave + counts.rehire
  const { newUnits = [], newPosts = [] } = roster.settings
  return (
    <Stack gap="large">
      <Counts counts={counts} />
      {Object.values(errors).map((error) => (
        <Note key={error} tone="bad" live>
          {error}
        </Note>
      ))}
      {counts.error > 0 && (
        <Note tone="bad" title={t('roster.errors-title', { count: counts.error })}>
          {t('roster.errors-why')}
        </Note>
      )}
      {newUnits.length > 0 && (
        <Note title={t('roster.new-units', { count: newUnits.length })}>
          {newUnits.map((unit) => `${unit.name} (${unit.code})`).join(' · ')}
        </Note>
      )}
      {newPosts.length > 0 && (
        <Note title={t('roster.new-posts', { count: newPosts.length })}>
          {newPosts.map((post) => `${post.name} (${post.code})`).join(' · ')}
        </Note>
      )}
      {state === 'previewed' && (
        <Form method="post">
          <FormKey />
          <Row>
            {counts.error === 0 && writes > 0 && (
              <ConfirmButton
                variant="first"
                name="act"
                value="commit"
                confirm={t('roster.commit')}
                consequence={t('roster.commit-consequence', { day: when({ at: roster.effectiveOn, absolute: true }) })}
              >
                {t('roster.commit-all', { count: writes })}
              </ConfirmButton>
            )}
            {counts.error === 0 && writes === 0 && <Note tone="ok">{t('roster.nothing-to-do')}</Note>}
            <LinkButton to={paths.roster(roster.id, { step: 'mapping' })}>{t('roster.change-mapping')}</LinkButton>
            <Button name="act" value="discard" variant="text">
              {t('roster.discard')}
            </Button>
          </Row>
        </Form>
      )}
      <div>
        <LinkTabs
          label={t('roster.kind')}
          current={kind ? `?kind=${kind}` : '?'}
          tabs={[
            { to: '?', title: t('roster.all-effects') },
            ...rosterRowKinds
              .filter((each) => counts[each] > 0)
              .map((each) => ({ to: `?kind=${each}`, title: t(`roster.kinds.${each}`), count: counts[each] })),
          ]}
        />
        <Table
          label={t('roster.rows')}
          rows={preview.rows}
          rowKey={(row) => String(row.row)}
          rowTone={(row) => (row.kind === 'error' ? 'bad' : row.kind === 'leave' ? 'warn' : undefined)}
          empty={<Empty icon="check" title={t('roster.no-rows')} />}
          columns={[
            { key: 'row', title: t('roster.row'), align: 'end', cell: (row) => (isInFile(row) ? row.row : '—') },
            {
              key: 'kind',
              title: t('roster.kind'),
              cell: (row) => <Badge tone={tones[row.kind]}>{t(`roster.kinds.${row.kind}`)}</Badge>,
            },
            { key: 'number', title: t('person.number'), cell: (row) => row.employeeNumber ?? '—' },
            { key: 'name', title: t('person.name'), phone: 'head', cell: (row) => row.name ?? '—' },
            {
              key: 'detail',
              title: t('roster.detail'),
              wrap: true,
              cell: (row) => <RosterRowDetail detail={row.detail} currency={currency} />,
            },
          ]}
        />
        <Pagination page={page} size={size} total={preview.total} />
      </div>
    </Stack>
  )
}
