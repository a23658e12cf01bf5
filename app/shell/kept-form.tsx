import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'

/** Where what was typed waits while its writer signs in again: this tab's own, and gone with it. */
const place = (path: string) => `kept-form ${path}`
type Kept = [name: string, value: string][]

const isKept = (field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  (field instanceof HTMLInputElement && !['password', 'file', 'hidden', 'submit', 'button'].includes(field.type)) ||
  field instanceof HTMLTextAreaElement ||
  field instanceof HTMLSelectElement

const typedIn = (field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')
    ? `${field.value}${field.checked ? '\u0001' : '\u0000'}`
    : field.value

/** Puts a value back as if it had been typed, so that whoever watches the field hears of it. */
const restore = (field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement, value: string): void => {
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    const wanted = value.endsWith('\u0001')
    if (value.slice(0, -1) === field.value && field.checked !== wanted) field.click()
    return
  }
  if (field.value === value) return
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')
  own?.set?.call(field, value)
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
}

const fieldsOf = (root: ParentNode) => [...root.querySelectorAll('form[method="post"] [name]')].filter(isKept)

/**
 * Keeps a half-written form over the end of a session. Each post notes what its form holds; if the answer is the
 * sign-in page, the note stands, and the page that is opened again after signing in gets it back. Passwords and files
 * are never kept. Any other answer forgets it.
 */
export const KeptForm = () => {
  const { pathname } = useLocation()
  useEffect(() => {
    const note = (event: SubmitEvent) => {
      const form = event.target
      if (!(form instanceof HTMLFormElement) || form.method !== 'post' || pathname === '/sign-in') return
      const fields = fieldsOf(document).map((field): [string, string] => [field.name, typedIn(field)])
      if (fields.length > 0) sessionStorage.setItem(place(pathname), JSON.stringify(fields satisfies Kept))
    }
    document.addEventListener('submit', note, true)
    return () => document.removeEventListener('submit', note, true)
  }, [pathname])
  useEffect(() => {
    // On the way through sign-in nothing is forgotten; anywhere else only a note of this very page is of use.
    if (pathname === '/sign-in') {
      sessionStorage.setItem('kept-form by sign-in', '1')
      return
    }
    const cameBack = sessionStorage.getItem('kept-form by sign-in') === '1'
    sessionStorage.removeItem('kept-form by sign-in')
    const text = sessionStorage.getItem(place(pathname))
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('kept-form /')) sessionStorage.removeItem(key)
    if (!cameBack || !text) return
    const kept = JSON.parse(text) as Kept
    const waiting = [...kept]
    for (const field of fieldsOf(document)) {
      const found = waiting.findIndex(([name]) => name === field.name)
      const [entry] = found < 0 ? [] : waiting.splice(found, 1)
      if (entry) restore(field, entry[1])
    }
  }, [pathname])
  return null
}
