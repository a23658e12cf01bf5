import { useBlocker } from '@remix-run/react'
import { createContext, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

export type IsUnsaved = () => boolean

/** The browser asks before it closes or reloads a page with unsaved work. */
export const useLeaveAsks = (unsaved: boolean | IsUnsaved): void => {
  useEffect(() => {
    if (unsaved === false) return
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved === true || unsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
}

/** An editor of a page: whether it holds unsaved work, and what of the address it stands on, if it does not outlive that. */
type PageEditor = { isUnsaved: IsUnsaved; standsOn?: string }

/** The editors of a page join here. */
export const Editors = createContext<((editor: PageEditor) => () => void) | null>(null)

/** Asks once for all editors of a page: whoever leaves it while one of them holds unsaved work. */
export const AsksOnLeaving = ({ children }: { children: ReactNode }) => {
  const [editors, setEditors] = useState<readonly PageEditor[]>([])
  const join = useCallback((editor: PageEditor) => {
    setEditors((all) => [...all, editor])
    return () => setEditors((all) => all.filter((each) => each !== editor))
  }, [])
  return (
    <Editors.Provider value={join}>
      {children}
      {editors.length > 0 && <LeaveAsks editors={editors} />}
    </Editors.Provider>
  )
}

const LeaveAsks = ({ editors }: { editors: readonly PageEditor[] }) => {
  const t = useTranslations('ui')
  const stay = useRef<HTMLButtonElement>(null)
  const isUnsaved = useCallback(() => editors.some((each) => each.isUnsaved()), [editors])
  // Between the answer and the next page's being drawn the editors still stand: whoever has said "leave" and goes
  // back at once is not asked by a form that they have already given up.
  const hasLeft = useRef(false)
  // A filter, a tab or an act of this page keeps what is written; only another page loses it, or what an editor stands on.
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    if (hasLeft.current) return false
    if (currentLocation.pathname !== nextLocation.pathname) return isUnsaved()
    const at = (search: string, name: string) => new URLSearchParams(search).get(name)
    return editors.some(
      ({ standsOn, ...each }) =>
        standsOn && at(currentLocation.search, standsOn) !== at(nextLocation.search, standsOn) && each.isUnsaved(),
    )
  })
  useLeaveAsks(isUnsaved)
  const isAsking = blocker.state === 'blocked'
  useEffect(() => {
    if (isAsking) stay.current?.focus()
    if (blocker.state === 'unblocked') hasLeft.current = false
  }, [isAsking, blocker.state])
  const leave = () => {
    hasLeft.current = true
    blocker.proceed?.()
  }
  return (
    <Dialog
      title={t('form.leaveTitle')}
      size="small"
      open={isAsking}
      onClose={() => blocker.reset?.()}
      footer={
        <>
          <Button ref={stay} type="button" variant="first" onClick={() => blocker.reset?.()}>
            {t('form.stay')}
          </Button>
          <Button type="button" onClick={leave}>
            {t('form.leave')}
          </Button>
        </>
      }
    >
      <p>{t('form.leaveWhy')}</p>
    </Dialog>
  )
}
