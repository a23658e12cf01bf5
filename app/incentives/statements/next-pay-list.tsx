import { useTranslations } from 'use-intl'
import type { Day } from '#app/kernel/day.ts'
import { Muted, Section } from '#app/ui/layout.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { useWhenText, When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { PlanNext } from './next-pays.server.ts'

/** What is paid next, by which plan and when; where the bank holds no day yet, how far it is. */
export const NextPayList = ({ next, today }: { next: readonly PlanNext[]; today: Day }) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const when = useWhenText()
  const said = ({ cycle, standing, payOn }: PlanNext): string => {
    if (!cycle || !standing || !payOn) return t('next-pay.no-cycle')
    const stands = t(`next-pay.standing.${standing}`, { toOn: when({ at: cycle.toOn, absolute: true }) })
    return payOn < today ? t('next-pay.day-passed', { stands }) : stands
  }
  return (
    <Section title={t('next-pay.title')} label={next.some(({ payOn }) => payOn) ? t('next-pay.days') : undefined}>
      {next.length === 0 ? (
        <Muted>{t('next-pay.none')}</Muted>
      ) : (
        <Timeline
          items={next.map((each) => ({
            key: each.planId,
            title: each.cycle
              ? t('next-pay.for', { period: words(each.cycle.name), plan: words(each.planName) })
              : words(each.planName),
            text: said(each),
            span: each.payOn && <When at={each.payOn} absolute />,
          }))}
        />
      )}
    </Section>
  )
}
