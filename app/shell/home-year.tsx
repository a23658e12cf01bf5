import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { sumsByCurrency } from '#app/kernel/money-sums.ts'
import type { Words } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { Spark } from '#app/ui/charts/spark.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Label, Section } from '#app/ui/layout.tsx'
import { MoneySums, useMoneyText } from '#app/ui/money.tsx'
import { Stat } from '#app/ui/stat.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import styles from './home.module.css'

type Props = {
  learned: number
  courses: number
  scores: readonly { id: string; score: string | null; rating: string | null; name: Words }[]
  paid: readonly { payableMinor: number; deferredMinor: number; currency: string }[]
  currency: string
  today: string
}

/** One's own year: learning, the last score, pay — each one figure and a line. */
export const HomeYear = ({ learned, courses, scores, paid, currency, today }: Props) => {
  const t = useTranslations('shell')
  const words = useWordsText()
  const money = useMoneyText()
  const [last] = scores
  const sums = sumsByCurrency(paid, ({ payableMinor }) => payableMinor, currency)
  const deferred = sumsByCurrency(paid, ({ deferredMinor }) => deferredMinor, currency).filter(
    ({ minor }) => minor !== 0,
  )
  // One line says one currency: the bank's.
  const spark = paid.filter((each) => each.currency === currency).map(({ payableMinor }) => payableMinor)
  const line = [...scores].reverse().map(({ score }) => Number(score))
  return (
    <Section title={t('home.year')}>
      <div className={styles.year}>
        <Stat label={t('home.learning')} value={learned} unit={t('home.of-courses', { count: courses })}>
          <Meter value={learned} max={Math.max(1, courses)} label={t('home.learning')} />
        </Stat>
        {last?.score && (
          <Stat
            label={t('home.score', { name: words(last.name) })}
            value={<Figure value={last.score} digits={2} />}
            unit={last.rating && <Badge tone="ok">{t('home.rating', { rating: last.rating })}</Badge>}
          >
            {line.length > 1 && (
              <Spark values={line} label={t('home.score-line', { first: line[0] ?? 0, last: line.at(-1) ?? 0 })} />
            )}
            <Link to={paths.appraisal(last.id)}>{t('home.why-score')}</Link>
          </Stat>
        )}
        <Stat label={t('home.paid', { year: today.slice(0, 4) })} value={<MoneySums sums={sums} />}>
          {spark.length > 1 && (
            <Spark
              values={spark}
              label={t('home.paid-line', {
                first: money(spark[0] ?? 0, currency),
                last: money(spark.at(-1) ?? 0, currency),
              })}
            />
          )}
          {deferred.map((sum) => (
            <Label key={sum.currency}>{t('home.deferred', { amount: money(sum.minor, sum.currency) })}</Label>
          ))}
          <Link to={paths.myPay()}>{t('home.every-cent')}</Link>
        </Stat>
      </div>
    </Section>
  )
}
