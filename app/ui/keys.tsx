import { Fragment, useEffect, useState } from 'react'
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

/** Whether a key press belongs to a field where one writes. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** The list of shortcuts: opens under `?` anywhere but in a field. */
export const Keys = ({ groups }: { groups: readonly KeyGroup[] }) => {
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
