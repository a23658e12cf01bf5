import { createContext, Fragment, type ReactNode, useContext, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Dialog } from './dialog.tsx'
import styles from './keys.module.css'

/** One key or a chord, as written on the cap: ['Ctrl', 'K']. */
export const Kbd = ({ keys }: { keys: readonly string[] }) => (
  <span className={styles.chord}>
    {keys.map((key) => (
      <Fragment key={key}>
        <kbd>{key}</kbd>
      </Fragment>
    ))}
  </span>
)

export type KeyGroup = { title: string; keys: readonly { keys: readonly string[]; does: string }[] }

/** Whether a key press belongs to a field where one writes; where only figures are typed, a question is asked. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !/^(numeric|decimal)$/.test(target.inputMode)

type Groups = readonly KeyGroup[]
/** Where a page hands its shortcuts to the list that is already there. */
const ListAbove = createContext<((groups: Groups) => void) | null>(null)

/** What works on every page below, in one list with what the page adds. */
export const KeysEverywhere = ({ groups, children }: { groups: Groups; children: ReactNode }) => {
  const [own, setOwn] = useState<Groups>([])
  return (
    <ListAbove.Provider value={setOwn}>
      {children}
      <KeyDialog groups={[...own, ...groups]} />
    </ListAbove.Provider>
  )
}

/** A page's own shortcuts, listed under `?`: in the list of the frame, or in its own where there is no frame. */
export const Keys = ({ groups }: { groups: Groups }) => {
  const above = useContext(ListAbove)
  const signature = JSON.stringify(groups)
  useEffect(() => {
    above?.(JSON.parse(signature) as Groups)
    return () => above?.([])
  }, [above, signature])
  return above ? null : <KeyDialog groups={groups} />
}

/** The list itself: opens under `?` anywhere but in a field of text. */
const KeyDialog = ({ groups }: { groups: Groups }) => {
  const t = useTranslations('ui')
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || isWriting(event.target)) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  return (
    <Dialog title={t('keys.title')} open={open} onClose={() => setOpen(false)}>
      <KeyList groups={groups} />
    </Dialog>
  )
}

const KeyList = ({ groups }: { groups: readonly KeyGroup[] }) => (
  <div className={styles.groups}>
    {groups.map((group) => (
      <section key={group.title}>
        <h3>{group.title}</h3>
        <dl className={styles.list}>
          {group.keys.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                <Kbd keys={keys} />
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
    ))}
  </div>
)
