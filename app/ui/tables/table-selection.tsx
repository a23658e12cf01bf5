import { Form } from '@remix-run/react'
import type { Dispatch, ReactNode, SetStateAction } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../button.tsx'
import { FormKey } from '../form-key.tsx'
import { Unseen } from '../layout.tsx'
import styles from './table.module.css'

export type SelectMany = {
  /** The form field that carries the keys of the chosen rows; 'id' unless said. */
  name?: string
  /** Where the acts post to; this page unless said. */
  action?: string
  /** Submit buttons. They get how many are chosen (0 before JavaScript). */
  acts: (count: number) => ReactNode
}

export type Picked = {
  formId: string
  name: string
  chosen: ReadonlySet<string>
  setChosen: Dispatch<SetStateAction<ReadonlySet<string>>>
}

type BarProps = { id: string; select: SelectMany; chosen: ReadonlySet<string>; clear: () => void }

/** Appears by CSS as soon as a row is ticked, with or without JavaScript; the ticks belong to its form by id. */
export const SelectionBar = ({ id, select, chosen, clear }: BarProps) => {
  const t = useTranslations('ui')
  return (
    <Form id={id} method="post" action={select.action} className={styles.selection} preventScrollReset>
      <FormKey />
      {chosen.size > 0 && <b role="status">{t('table.chosen', { count: chosen.size })}</b>}
      {select.acts(chosen.size)}
      {chosen.size > 0 && (
        <Button type="button" variant="text" size="small" onClick={clear}>
          {t('table.unchoose')}
        </Button>
      )}
    </Form>
  )
}

export const PickAll = ({ picked, keys }: { picked: Picked; keys: readonly string[] }) => {
  const t = useTranslations('ui')
  const all = keys.length > 0 && keys.every((key) => picked.chosen.has(key))
  return (
    <th className={styles.pick}>
      <input
        type="checkbox"
        data-needs="script"
        aria-label={t('table.chooseAll')}
        checked={all}
        ref={(element) => {
          if (element) element.indeterminate = !all && picked.chosen.size > 0
        }}
        onChange={() => picked.setChosen(all ? new Set() : new Set(keys))}
      />
    </th>
  )
}

export const PickRow = ({ picked, id, about }: { picked: Picked; id: string; about: ReactNode }) => {
  const t = useTranslations('ui')
  const flip = (now: ReadonlySet<string>) => {
    const next = new Set(now)
    if (!next.delete(id)) next.add(id)
    return next
  }
  return (
    <td className={styles.pick}>
      <label>
        <Unseen>
          {t('table.choose')} {about}
        </Unseen>
        <input
          type="checkbox"
          form={picked.formId}
          name={picked.name}
          value={id}
          checked={picked.chosen.has(id)}
          onChange={() => picked.setChosen(flip)}
        />
      </label>
    </td>
  )
}
