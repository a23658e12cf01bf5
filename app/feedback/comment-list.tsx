import { useTranslations } from 'use-intl'
import { Label } from '#app/ui/layout.tsx'
import styles from './comment-list.module.css'
import { commentsTogether } from './pulse.ts'

/** What people wrote, each thing once: whoever reads for themes must not scroll past the same words eight times. */
export const CommentList = ({ comments }: { comments: readonly string[] }) => {
  const t = useTranslations('feedback')
  return (
    <ul className={styles.comments}>
      {commentsTogether(comments).map(({ text, times }) => (
        <li key={text}>
          {text}
          {times > 1 && <Label>{t('pulse.times', { count: times })}</Label>}
        </li>
      ))}
    </ul>
  )
}
