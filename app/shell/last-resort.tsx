import type { Locale } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import styles from './last-resort.module.css'
import { bugWords, lastResortWords } from './last-resort-words.ts'

const wayBack: Record<Locale, string> = { 'zh-CN': '回到首页', en: 'Back to home' }
/** For whoever acted for somebody, and no longer does: there it says until when. */
const toDelegations: Record<Locale, string> = { 'zh-CN': '查看代理授权', en: 'See for whom I may act' }

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
      <p className={styles.ways}>
        <a href="/">{wayBack[locale]}</a>
        {status === 404 && <a href={paths.delegations()}>{toDelegations[locale]}</a>}
      </p>
    </main>
  )
}
