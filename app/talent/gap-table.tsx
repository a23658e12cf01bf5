import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Muted } from '#app/ui/layout.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { Gap } from './gap.ts'

const tones = { met: 'ok', near: 'warn', far: 'bad', unknown: 'plain' } as const

/** Each competency of the post: the level held, the mark of the level asked, and the gap in words. */
export const GapTable = ({
  gaps,
  profile,
}: {
  gaps: readonly Gap[]
  profile: readonly { id: string; name: WordsValue; levels: WordsValue[] }[]
}) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  const of = (gap: Gap) => profile.find(({ id }) => id === gap.competencyId)
  const columns: Column<Gap>[] = [
    { key: 'name', title: t('gap.competency'), cell: (gap) => words(of(gap)?.name ?? {}) },
    {
      key: 'bar',
      title: t('gap.levels'),
      cell: (gap) => (
        <Meter
          value={gap.has ?? 0}
          max={5}
          ghost={gap.needs}
          tone={tones[gap.kind]}
          label={t('gap.said', {
            name: words(of(gap)?.name ?? {}),
            needs: gap.needs,
            has: gap.has ?? 0,
            kind: gap.kind,
          })}
        />
      ),
    },
    { key: 'has', title: t('gap.has'), align: 'end', cell: (gap) => gap.has ?? '—' },
    { key: 'needs', title: t('gap.needs'), align: 'end', cell: (gap) => gap.needs },
    {
      key: 'gap',
      title: t('gap.gap'),
      cell: (gap) => <Badge tone={tones[gap.kind]}>{t('gap.missing', { kind: gap.kind, missing: gap.missing })}</Badge>,
    },
    {
      key: 'asked',
      title: t('gap.asked'),
      wrap: true,
      phone: 'hide',
      cell: (gap) => <Muted>{words(of(gap)?.levels[gap.needs - 1] ?? {})}</Muted>,
    },
  ]
  return (
    <Table
      label={t('gap.title')}
      columns={columns}
      rows={gaps}
      rowKey={(gap) => gap.competencyId}
      empty={<Empty icon="target" title={t('gap.no-profile')} why={t('gap.no-profile-why')} />}
    />
  )
}
