import { useBlocker } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** While there is unsaved work: leaving for another page asks, and so does the browser before it closes this one. */
export const LeaveAsks = () => {
  const t = useTranslations('ui')
  // A filter, a tab or an act of this page keeps what is written; only another page loses it.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
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
