import { useBlocker } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** The browser asks before it closes or reloads a page with unsaved work. */
export const useLeaveAsks = (unsaved: boolean): void => {
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
}

/** While there is unsaved work: leaving for another page asks, and so does the browser before it closes this one. */
export const LeaveAsks = () => {
  const t = useTranslations('ui')
  // A filter, a tab or an act of this page keeps what is written; only another page loses it.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname)
  useLeaveAsks(true)
  return (
    <Dialog
      title={t('form.leaveTitle')}
      size="small"
      open={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      footer={
        <>
          <Button type="button" variant="first" onClick={() => blocker.reset?.()}>
            {t('form.stay')}
          </Button>
          <Button type="button" onClick={() => blocker.proceed?.()}>
            {t('form.leave')}
          </Button>
        </>
      }
    >
      <p>{t('form.leaveWhy')}</p>
    </Dialog>
  )
}
