import type { Locale } from '#app/kernel/words.ts'
import styles from './last-resort.module.css'

/** Words that must be there when nothing else is: they come with the code. */
const said = {
  'zh-CN': {
    404: ['没有找到这一页', '地址可能有误，或您没有查看权限。'],
    500: ['页面暂时打不开', '已记录此问题。您已保存的内容不受影响，请稍后再试。'],
    back: '回到首页',
  },
  en: {
    404: ['There is nothing at this address', 'The address may be wrong, or it is not yours to see.'],
    500: [
      'This page cannot be shown right now',
      'The problem has been recorded. What you saved is safe; please try again shortly.',
    ],
    back: 'Back to home',
  },
} as const

/** The page of last resort: a wrong turn or a bug, never with a stack trace. */
export const LastResort = ({ status, locale }: { status: number; locale: Locale }) => {
  const words = said[locale]
  const [title, advice] = words[status >= 400 && status < 500 ? 404 : 500]
  return (
    <main className={styles.page}>
      <title>{`${title} · Echelon`}</title>
      <p className={styles.status}>{status}</p>
      <h1>{title}</h1>
      <p>{advice}</p>
      <a href="/">{words.back}</a>
    </main>
  )
}
