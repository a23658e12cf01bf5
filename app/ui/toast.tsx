import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Tone } from './badge.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'

export type ToastWords = {
  words: ReactNode
  tone?: Tone
  /** Undo beats "are you sure": a button that takes the act back. */
  undo?: () => void
}
type Said = ToastWords & { id: number }

const msInSight = 6000
const atMost = 3

const Say = createContext<(toast: ToastWords) => void>(() => {
  throw new Error('There is no ToastRegion around this part')
})

/** Says in the corner what has just been done; gone after six seconds, kept while it is pointed at or focused. */
export const useToast = () => useContext(Say)

/** Once around the app. What went well waits for its turn to be spoken; what went wrong is spoken at once. */
export const ToastRegion = ({ children }: { children: ReactNode }) => {
  const t = useTranslations('ui')
  const [said, setSaid] = useState<readonly Said[]>([])
  const next = useRef(0)
  const say = useCallback((toast: ToastWords) => {
    const id = next.current++
    setSaid((now) => [...now, { ...toast, id }].slice(-atMost))
  }, [])
  const drop = useCallback((id: number) => setSaid((now) => now.filter((each) => each.id !== id)), [])
  const isUrgent = ({ tone }: Said) => tone === 'bad' || tone === 'warn'
  const show = (toast: Said) => <Toast key={toast.id} toast={toast} drop={drop} />
  return (
    <Say.Provider value={say}>
      {children}
      <section className={styles.region} aria-label={t('toast.region')}>
        <div role="status">{said.filter((toast) => !isUrgent(toast)).map(show)}</div>
        <div role="alert">{said.filter(isUrgent).map(show)}</div>
      </section>
    </Say.Provider>
  )
}

const Toast = ({ toast: { id, words, tone = 'ok', undo }, drop }: { toast: Said; drop: (id: number) => void }) => {
  const t = useTranslations('ui')
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => drop(id), msInSight)
    return () => clearTimeout(timer)
  }, [id, isHeld, drop])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it or being in it only keeps it in sight
    <div
      className={styles.toast}
      data-tone={tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={tone === 'bad' || tone === 'warn' ? 'alert' : 'check-circle'} />
      <div className={styles.words}>{words}</div>
      {undo && (
        <Button
          type="button"
          variant="text"
          size="small"
          onClick={() => {
            undo()
            drop(id)
          }}
        >
          {t('toast.undo')}
        </Button>
      )}
      <Button type="button" variant="text" size="small" icon="close" label={t('close')} onClick={() => drop(id)} />
    </div>
  )
}
