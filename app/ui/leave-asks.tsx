import { useBlocker, useNavigation } from '@remix-run/react'
import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { standingIn } from './standing-in.ts'

type IsUnsaved = () => boolean

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

/** The editors of a page say here how one learns whether they hold unsaved work. */
const Editors = createContext<((isUnsaved: IsUnsaved) => () => void) | null>(null)

/** Asks once for all editors of a page: whoever leaves it while one of them holds unsaved work. */
export const AsksOnLeaving = ({ children }: { children: ReactNode }) => {
  const [editors, setEditors] = useState<readonly IsUnsaved[]>([])
  const join = useCallback((isUnsaved: IsUnsaved) => {
    setEditors((all) => [...all, isUnsaved])
    return () => setEditors((all) => all.filter((each) => each !== isUnsaved))
  }, [])
  return (
    <Editors.Provider value={join}>
      {children}
      {editors.length > 0 && <LeaveAsks editors={editors} />}
    </Editors.Provider>
  )
}

const LeaveAsks = ({ editors }: { editors: readonly IsUnsaved[] }) => {
  const t = useTranslations('ui')
  const stay = useRef<HTMLButtonElement>(null)
  const isUnsaved = useCallback(() => editors.some((each) => each()), [editors])
  // Between the answer and the next page's being drawn the editors still stand: whoever has said "leave" and goes
  // back at once is not asked by a form that they have already given up.
  const hasLeft = useRef(false)
  // A filter, a tab or an act of this page keeps what is written; only another page loses it.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      !hasLeft.current && currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
  )
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

/** As a field is sent. */
type Entry = [string, FormDataEntryValue]

/** What a form was shown with: what was typed before the page could hear it is not saved. */
const asShown = (form: HTMLFormElement): Entry[] => {
  const fields = [...new FormData(form)]
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    // A box keeps whether it was marked, and not what it says; no file is shown with one.
    if (['checkbox', 'radio', 'file'].includes(field.type) || field.value === field.defaultValue) continue
    const typed = fields.find(([name, value]) => name === field.name && value === field.value)
    if (typed) typed[1] = field.defaultValue
  }
  return fields
}

/**
 * Makes a form an editor of its page. Whether it holds unsaved work is looked up when somebody leaves: it does where
 * something stands in it otherwise than when it was shown or last saved, or where it came back refused.
 */
export const Editor = ({
  form,
  name,
  isRefused,
}: {
  form: RefObject<HTMLFormElement>
  name: string
  isRefused: boolean
}) => {
  const join = useContext(Editors)
  const { state, formData } = useNavigation()
  const saved = useRef<string | null>(null)
  const sent = useRef<readonly Entry[] | null>(null)
  // Whoever goes on typing while a save is on its way has not saved that: of these fields what was sent counts.
  const typedSince = useRef(new Set<string>())
  const isShownRefused = useRef(isRefused)
  useEffect(() => {
    const element = form.current
    if (!isShownRefused.current && element) saved.current = standingIn(asShown(element))
    const begin = () => typedSince.current.clear()
    const typed = ({ target }: Event) => {
      const field = target instanceof Element ? target.getAttribute('name') : null
      if (field) typedSince.current.add(field)
    }
    element?.addEventListener('submit', begin)
    element?.addEventListener('input', typed)
    const part = join?.(() => form.current !== null && standingIn(new FormData(form.current)) !== saved.current)
    return () => {
      element?.removeEventListener('submit', begin)
      element?.removeEventListener('input', typed)
      part?.()
    }
  }, [join, form])
  useEffect(() => {
    if (formData?.get('formName') === name) sent.current = [...formData]
    if (state !== 'idle' || !sent.current) return
    const isTyped = ([field]: Entry) => typedSince.current.has(field)
    const asSent = sent.current.filter(isTyped)
    sent.current = null
    if (isRefused || !form.current) return
    const asStands = [...new FormData(form.current)].filter((entry) => !isTyped(entry))
    saved.current = standingIn([...asStands, ...asSent])
  }, [state, formData, name, isRefused, form])
  return null
}
