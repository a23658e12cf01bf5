import { useTranslations } from 'use-intl'
import type { Words as Bilingual } from '#app/kernel/words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Muted, Stack } from '#app/ui/layout.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'
import styles from './you-said.module.css'

export type Announced = { id: string; said: Bilingual; did: Bilingual; theme: Bilingual; announcedAt: number | null }

/** You said, we did: what people said on the left, what was changed on the right. */
export const YouSaid = ({ improvements }: { improvements: readonly Announced[] }) => {
  const t = useTranslations('feedback')
  if (improvements.length === 0) return <Empty title={t('you-said.none')} why={t('you-said.none-why')} />
  return (
    <Stack>
      {improvements.map((each) => (
        <article key={each.id} className={styles.pair}>
          <div>
            <p className={styles.label}>{t('you-said.said')}</p>
            <blockquote className={styles.said}>
              <Words words={each.said} />
            </blockquote>
          </div>
          <div>
            <p className={styles.label}>{t('you-said.did')}</p>
            <p>
              <Words words={each.did} />
            </p>
            <Muted>
              <Badge>
                <Words words={each.theme} />
              </Badge>{' '}
              {each.announcedAt !== null && <When at={each.announcedAt} time={false} />}
            </Muted>
          </div>
        </article>
      ))}
    </Stack>
  )
}
