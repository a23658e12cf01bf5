import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Instant } from '#app/kernel/day.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Unseen } from '#app/ui/layout.tsx'
import { When } from '#app/ui/when.tsx'
import styles from './notice-list.module.css'

export type ToldNotice = { id: string; at: Instant; isRead: boolean; said: string }

/** What one was told, newest first; the sentence itself is the way to the thing. */
export const NoticeList = ({ told, unreadOnly }: { told: readonly ToldNotice[]; unreadOnly: boolean }) => {
  const t = useTranslations('notices')
  if (told.length === 0)
    return unreadOnly ? (
      <Empty icon="check-circle" title={t('none-unread.title')} why={t('none-unread.why')} />
    ) : (
      <Empty icon="bell" title={t('none.title')} why={t('none.why')} />
    )
  return (
    <ul className={styles.list}>
      {told.map((notice) => (
        <li key={notice.id}>
          <Form method="post" className={styles.row}>
            <input type="hidden" name="id" value={notice.id} />
            <div className={styles.words}>
              <button className={notice.isRead ? styles.said : styles.unread} name="act" value="open">
                {notice.said}
              </button>
              {!notice.isRead && <Badge tone="ok">{t('new')}</Badge>}
              <div className={styles.when}>
                <When at={notice.at} />
              </div>
            </div>
            {!notice.isRead && (
              <Button name="act" value="read" variant="text" size="small" icon="check">
                {t('mark-read')}
                <Unseen>: {notice.said}</Unseen>
              </Button>
            )}
          </Form>
        </li>
      ))}
    </ul>
  )
}
