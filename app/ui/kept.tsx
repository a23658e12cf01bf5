import { useNavigation } from '@remix-run/react'
import { Fragment, type ReactNode, type RefObject, useContext, useEffect, useRef, useState } from 'react'
import { Editors } from './leave-asks.tsx'
import { useSent } from './sent.ts'
import { standingIn } from './standing-in.ts'

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

/** What is kept of a form while its page goes on without being left. */
export type Keeps = {
  /**
   * Long or costly to type again: leaving the page while something in it is not saved asks first. Where it does not
   * outlive a tab of its page, it is given the name that the tab has in the address: changing that asks as well.
   */
  editor?: boolean | string
  /**
   * Which revision of a thing its fields show, sent with them. Changed elsewhere it is drawn anew; but what somebody
   * has typed stands, with the revision that it was typed upon, so that a save is refused and overwrites nothing.
   */
  revision?: number
  /** Adds a thing to others of its page: once that is done, it is drawn empty for the next. */
  adds?: boolean
}

type KeptProps = Keeps & {
  form: RefObject<HTMLFormElement>
  name: string
  isRefused: boolean
  /** Refused because somebody has changed the thing meanwhile: who sends it once more has been told. */
  isOvertaken: boolean
  /** Told before the fields are drawn anew, where somebody else holds what stands in them. */
  onRenewed?: () => void
  children: ReactNode
}

/**
 * The fields of a form that outlives its own acts and those of others. Whether it holds unsaved work is looked up when
 * that matters: it does where something stands in it otherwise than when it was drawn or last saved, or where it came
 * back refused.
 */
export const Kept = ({ form, name, editor, revision, adds, onRenewed, children, ...answer }: KeptProps) => {
  const { isRefused, isOvertaken } = answer
  const join = useContext(Editors)
  const { state, formData } = useNavigation()
  // What a rule refused was sent on a revision that may be past by now; nobody has said so yet.
  const sentOn = useSent('revision')
  const first = isRefused && !isOvertaken && typeof sentOn === 'string' ? Number(sentOn) : revision
  const [held, setHeld] = useState({ revision: revision === undefined ? undefined : first, drawn: 0 })
  // Fields that are told of a newer thing would show some of it and go on holding the rest of the older.
  const isBehind = held.revision !== revision
  const older = useRef(children)
  // As they are at rest: a button that waits for an answer would wait on.
  if (!isBehind && state === 'idle') older.current = children
  const saved = useRef<string | null>(null)
  const sent = useRef<readonly Entry[] | null>(null)
  // Whoever goes on typing while a save is on its way has not saved that: of these fields what was sent counts.
  const typedSince = useRef(new Set<string>())
  const wasShownRefused = useRef(isRefused)

  useEffect(() => {
    const element = form.current
    const begin = () => typedSince.current.clear()
    const typed = ({ target }: Event) => {
      const field = target instanceof HTMLElement && (target.dataset.field ?? target.getAttribute('name'))
      if (field) typedSince.current.add(field)
    }
    element?.addEventListener('submit', begin)
    element?.addEventListener('input', typed)
    return () => {
      element?.removeEventListener('submit', begin)
      element?.removeEventListener('input', typed)
    }
  }, [form])

  const isUnsaved = useRef(() => form.current !== null && standingIn(new FormData(form.current)) !== saved.current)
  useEffect(() => {
    if (!editor) return
    return join?.({ isUnsaved: isUnsaved.current, ...(typeof editor === 'string' && { standsOn: editor }) })
  }, [join, editor])

  useEffect(() => {
    if (form.current && !(held.drawn === 0 && wasShownRefused.current))
      saved.current = standingIn(asShown(form.current))
  }, [form, held.drawn])

  const redraw = useRef(() => {})
  redraw.current = () => {
    onRenewed?.()
    setHeld(({ drawn }) => ({ revision, drawn: drawn + 1 }))
  }
  useEffect(() => {
    if (formData?.get('formName') === name) sent.current = [...formData]
    if (state !== 'idle') return
    const answered = sent.current
    const done = isRefused ? null : answered
    sent.current = null
    const isTyped = ([field]: Entry) => typedSince.current.has(field)
    if (done && form.current) {
      const asStands = [...new FormData(form.current)].filter((entry) => !isTyped(entry))
      saved.current = standingIn([...asStands, ...done.filter(isTyped)])
    }
    const isUntouched = !isUnsaved.current()
    if (done && adds && isUntouched) return redraw.current()
    if (!isBehind) return
    // One more than was sent is one's own save alone; and whoever was told of another's may send the form once more.
    const isOwn = done?.some(([field, value]) => field === 'revision' && Number(value) + 1 === revision)
    if (isOwn || (answered && isOvertaken)) setHeld(({ drawn }) => ({ revision, drawn }))
    else if (isUntouched) redraw.current()
  }, [state, formData, name, isRefused, isOvertaken, form, adds, revision, isBehind])

  return (
    <>
      {held.revision !== undefined && <input type="hidden" name="revision" value={held.revision} />}
      <Fragment key={held.drawn}>{isBehind ? older.current : children}</Fragment>
    </>
  )
}
