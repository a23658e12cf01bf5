import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Section } from '#app/ui/layout.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { useWhenText, When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

type Earlier = {
  id: string
  targetName: Words
  fromOn: string
  toOn: string
  closedAt: number | null
  count: number
  done: number
}

/** What a person has worked on before: plans that are over, and how much of each is done by now. */
export const EarlierPlans = ({ plans }: { plans: readonly Earlier[] }) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  const when = useWhenText()
  if (plans.length === 0) return null
  return (
    <Section title={t('plan.earlier')}>
      <Timeline
        items={plans.map(({ id, targetName, fromOn, toOn, closedAt, count, done }) => ({
          key: id,
          title: t('plan.towards', { post: words(targetName) }),
          span: (
            <>
              <When at={fromOn} absolute />–<When at={toOn} absolute />
            </>
          ),
          text: t('plan.earlier-says', { done, count, day: when({ at: closedAt ?? 0, absolute: true, time: false }) }),
        }))}
      />
    </Section>
  )
}
