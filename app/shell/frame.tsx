import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { unreadCount } from '#app/notices/own-notices.server.ts'
import { paths } from '#app/paths.ts'
import { FrameBar } from '#app/shell/frame-bar.tsx'
import { FrameBottom } from '#app/shell/frame-bottom.tsx'
import { FrameNavigation } from '#app/shell/frame-navigation.tsx'
import { signedIn } from '#app/shell/guard.server.ts'
import { navigationFor } from '#app/shell/navigation.ts'
import { PendingLine } from '#app/shell/pending-line.tsx'
import { KeysEverywhere } from '#app/ui/keys.tsx'
import styles from './frame.module.css'

/** The signed-in frame. Every screen below guards itself; this one only knows who is here. */
export const loader = signedIn(async ({ db, actor }) => ({
  name: actor.name,
  actsFor: actor.onBehalfOf !== null,
  sections: navigationFor(actor),
  unread: await unreadCount(db, actor),
}))

/** The frame changes after an act, not with every page. */
export const shouldRevalidate = ({ formMethod }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined && formMethod !== 'GET'

const Frame = () => {
  const frame = useLoaderData<typeof loader>()
  const t = useTranslations('shell')
  return (
    <KeysEverywhere
      groups={[
        {
          title: t('keys.general'),
          keys: [
            { keys: ['Ctrl', 'K'], does: t('keys.search') },
            { keys: ['?'], does: t('keys.list') },
          ],
        },
      ]}
    >
      <a href="#content" className={styles.skip}>
        {t('skip')}
      </a>
      <PendingLine />
      <div className={styles.frame}>
        <FrameNavigation sections={frame.sections} unread={frame.unread} />
        <div className={styles.body}>
          <FrameBar
            name={frame.name}
            actsFor={frame.actsFor}
            search={paths.search()}
            notices={{ to: paths.notices(), unread: frame.unread }}
          />
          <main id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <FrameBottom sections={frame.sections} />
      </div>
    </KeysEverywhere>
  )
}
export default Frame
