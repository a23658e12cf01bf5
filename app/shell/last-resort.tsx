import type { Locale } from '#app/kernel/words.ts'
import styles from './last-resort.module.css'
import { bugWords, lastResortWords } from './last-resort-words.ts'

const wayBack: Record<Locale, string> = { 'zh-CN': '回到首页', en: 'Back to home' }

type LastResortProps = { status: number; locale: Locale; bug: string | null }

/** The page of last resort: a wrong turn or a bug, never with a stack trace. */
export const LastResort = ({ status, locale, bug }: LastResortProps) => {
  const { title, advice } = lastResortWords(status, locale)
  return (
    <main className={styles.page}>
      <title>{`${title} · Echelon`}</title>
      <p className={styles.status}>{status}</p>
      <h1>{title}</h1>
      <p>{advice}</p>
      {bug && <p>{bugWords(bug, locale)}</p>}
      <a href="/">{wayBack[locale]}</a>
    </main>
  )
}
