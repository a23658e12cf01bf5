import { useTranslations } from 'use-intl'
import type { Day, Instant } from '#app/kernel/day.ts'
import { Section } from '#app/ui/layout.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { When } from '#app/ui/when.tsx'

type Row = { id: number; at: Instant; day: Day; accountName: string; what: 'pay' | 'rating'; place: string }

/** Who looked, day by day. */
export const SightingDays = ({ rows }: { rows: readonly Row[] }) => {
  const t = useTranslations('audit.sightings')
  const days = [...new Set(rows.map((row) => row.day))]
  const placeOf = (place: string): string => {
    const [, first = ''] = place.split('/')
    return t.has(`places.${first}`) ? t(`places.${first}`) : t('places.other', { place })
  }
  return days.map((day) => (
    <Section key={day} title={<When at={day} />}>
      <Timeline
        items={rows
          .filter((row) => row.day === day)
          .map((row) => ({
            key: String(row.id),
            at: row.at,
            icon: row.what === 'pay' ? 'coins' : 'target',
            title: t(`saw.${row.what}`, { name: row.accountName === 'system' ? t('system') : row.accountName }),
            text: placeOf(row.place),
          }))}
      />
    </Section>
  ))
}
