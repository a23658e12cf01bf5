import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Muted, Stack } from '#app/ui/layout.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { FitMeans } from './fit-means.tsx'
import type { MatchReason } from './matching.ts'
import { ReasonList } from './reason-list.tsx'

type Pair = {
  id: string
  mentorName: string
  menteeName: string
  fit: string
  reasons: MatchReason[]
  isManual: boolean
  manualReason: string | null
  startedOn: string
  endedOn: string | null
  confirmed: number
}

/** Who is paired with whom, why, and how often they have met. */
export const ProgrammePairs = ({
  pairs,
  competencies,
}: {
  pairs: readonly Pair[]
  competencies: readonly { id: string; name: WordsValue }[]
}) => {
  const t = useTranslations('mentoring')
  const columns: Column<Pair>[] = [
    {
      key: 'pair',
      title: t('pairs.pair'),
      cell: (pair) => t('pairs.of', { mentor: pair.mentorName, mentee: pair.menteeName }),
    },
    { key: 'fit', title: t('pairs.fit'), align: 'end', cell: (pair) => pair.fit },
    {
      key: 'reasons',
      title: t('pairs.why'),
      wrap: true,
      cell: (pair) => (
        <>
          <ReasonList reasons={pair.reasons} competencies={competencies} />
          {pair.isManual && (
            <Muted>
              <Badge tone="warn">{t('pairs.by-hand')}</Badge> {pair.manualReason}
            </Muted>
          )}
        </>
      ),
    },
    { key: 'since', title: t('pairs.since'), cell: (pair) => <When at={pair.startedOn} absolute /> },
    { key: 'sessions', title: t('pairs.sessions'), align: 'end', cell: (pair) => pair.confirmed },
    {
      key: 'state',
      title: t('state'),
      cell: (pair) => (
        <Badge tone={pair.endedOn ? 'plain' : 'ok'}>{t(pair.endedOn ? 'pairs.ended' : 'pairs.running')}</Badge>
      ),
    },
  ]
  return (
    <Stack>
      {pairs.length > 0 && <FitMeans />}
      <Table
        label={t('tabs.pairs')}
        columns={columns}
        rows={pairs}
        rowKey={(pair) => pair.id}
        rowHref={(pair) => paths.pairing(pair.id)}
        empty={<Empty title={t('pairs.none')} why={t('pairs.none-why')} />}
      />
    </Stack>
  )
}
