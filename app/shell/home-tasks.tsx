import { useNow, useTimeZone, useTranslations } from 'use-intl'
import { addDays, dayOf } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Tasks } from '#app/ui/tasks.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { Waiting } from './waiting.server.ts'

type Improvement = { id: string; said: Words; did: Words }

/** What waits for me, as verbs with one button each; below it, what has been changed because we said so. */
export const HomeTasks = ({
  waiting,
  improvement,
}: {
  waiting: readonly Waiting[]
  improvement: Improvement | null
}) => {
  const t = useTranslations('shell')
  const today = dayOf(useNow().getTime(), useTimeZone() ?? 'Asia/Shanghai')
  const words = useWordsText()
  const tasks = waiting.map((each, index) => ({
    key: each.key,
    title: t(`home.tasks.${each.kind}.title`, { name: words(each.name), count: each.count }),
    note: t(`home.tasks.${each.kind}.note`, { name: words(each.name), count: each.count }),
    due: each.dueOn && (
      <Badge tone={each.dueOn < today ? 'bad' : each.dueOn <= addDays(today, 7) ? 'warn' : 'plain'}>
        <When at={each.dueOn} />
      </Badge>
    ),
    action: (
      <LinkButton to={each.to} variant={index === 0 ? 'first' : 'plain'}>
        {t(`home.tasks.${each.kind}.act`)}
      </LinkButton>
    ),
  }))
  const said = improvement && {
    key: improvement.id,
    title: t('home.you-said'),
    note: `“${words(improvement.said)}” → ${words(improvement.did)}`,
    due: <Badge tone="ok">{t('home.changed')}</Badge>,
    action: (
      <LinkButton to={paths.voice()} variant="text">
        {t('home.see-change')}
      </LinkButton>
    ),
  }
  return (
    <section aria-label={t('home.waiting')}>
      {tasks.length === 0 && (
        <Empty title={t('home.nothing-due')} why={t('home.nothing-due-why')} icon="check-circle" />
      )}
      <Tasks tasks={said ? [...tasks, said] : tasks} />
    </section>
  )
}
