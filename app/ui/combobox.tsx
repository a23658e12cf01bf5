import { Combobox as Base } from '@base-ui/react/combobox'
import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Option, Options } from './choice-field.tsx'
import { classes } from './classes.ts'
import styles from './combobox.module.css'
import { useEarly } from './early.ts'
import field from './field.module.css'
import { FieldFrame, type FieldWords, useField } from './field.tsx'
import { Icon } from './icon.tsx'
import { useSentMarks } from './sent.ts'

export type ComboboxProps = FieldWords & {
  name: string
  options: readonly Option[]
  multiple?: boolean
  /** The keys chosen at first. */
  defaultValue?: string | readonly string[]
  onChange?: (keys: readonly string[]) => void
  /** Its keys are known by heart, as employee numbers are: before JavaScript one is typed. */
  hasKnownKeys?: boolean
  /** Asks for the options that fit what is typed, for lists too long to send. */
  load?: (query: string, signal: AbortSignal) => Promise<readonly Option[]>
  placeholder?: string
  id?: string
}

/** Choose by typing. Sends its keys as `name`, once each. Before JavaScript it is the browser's select, or its field. */
export const Combobox = (props: ComboboxProps) => {
  const { name, label, help, error, optional, quiet, span, options, multiple, hasKnownKeys, id } = props
  const first = useSentMarks(name) ?? props.defaultValue
  const own = useField({ name, id, error, help })
  const plain = useRef<HTMLInputElement & HTMLSelectElement>(null)
  /** What stands in the browser's own field when JavaScript takes its place. */
  const [standing, setStanding] = useState<readonly string[] | null>(null)
  useEarly(() => {
    const keys = keysIn(plain.current)
    setStanding(keys)
    if (keys.join(' ') !== listOf(first).join(' ')) props.onChange?.(keys)
  })
  return (
    <FieldFrame field={own} label={label} help={help} optional={optional} quiet={quiet} span={span}>
      {standing ? (
        <Typed {...props} defaultValue={standing} field={own} />
      ) : hasKnownKeys ? (
        <input
          ref={plain}
          id={own.id}
          name={name}
          defaultValue={listOf(first)[0]}
          autoComplete="off"
          className={field.input}
          {...own.aria}
        />
      ) : (
        <select
          ref={plain}
          id={own.id}
          name={name}
          multiple={multiple}
          defaultValue={multiple ? [...listOf(first)] : listOf(first)[0]}
          className={classes(field.input, !multiple && field.select)}
          {...own.aria}
        >
          {!multiple && <option value="" />}
          <Options options={options} />
        </select>
      )}
    </FieldFrame>
  )
}

const listOf = (value: ComboboxProps['defaultValue']): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? [])

const keysIn = (plain: HTMLInputElement | HTMLSelectElement | null): string[] => {
  const keys =
    plain && 'selectedOptions' in plain ? Array.from(plain.selectedOptions, ({ value }) => value) : [plain?.value]
  return keys.flatMap((key) => key?.trim() || [])
}

const Typed = ({
  name,
  options,
  multiple,
  hasKnownKeys,
  defaultValue,
  onChange,
  load,
  placeholder,
  field: own,
}: ComboboxProps & { field: ReturnType<typeof useField> }) => {
  const t = useTranslations('ui')
  const first = listOf(defaultValue)
  const [chosen, setChosen] = useState<readonly Option[]>(() =>
    first.flatMap(
      (key) => options.find((option) => option.value === key) ?? (hasKnownKeys ? { value: key, label: key } : []),
    ),
  )
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const actions = useRef<Base.Root.Actions>(null)
  const openOrClose = (open: boolean) => {
    setIsOpen(open)
    if (!open) actions.current?.unmount()
  }
  const closeOnLeaving = ({ currentTarget, relatedTarget: next }: FocusEvent<HTMLElement>) => {
    if (next && !currentTarget.contains(next) && !list.current?.contains(next)) openOrClose(false)
  }
  const { found, isAnswered, ask } = useFound(options, load)
  const choose = (next: readonly Option[]) => {
    setChosen(next)
    // A hidden field tells nobody that it has changed.
    anchor?.dispatchEvent(new Event('input', { bubbles: true }))
    onChange?.(next.map((option) => option.value))
  }
  const shared = {
    items: found,
    itemToStringLabel: (option: Option) => option.label,
    isItemEqualToValue: (a: Option, b: Option) => a.value === b.value,
    onInputValueChange: ask,
    open: isOpen,
    onOpenChange: openOrClose,
    actionsRef: actions,
    ...(load ? { filter: null } : {}),
  }
  const inside = (
    <>
      <Base.InputGroup className={styles.group} data-field={name} ref={setAnchor} onBlur={closeOnLeaving}>
        {multiple && (
          <Base.Chips className={styles.chips}>
            {chosen.map((option) => (
              <Base.Chip key={option.value} className={styles.chip}>
                {option.label}
                <Base.ChipRemove className={styles.remove} aria-label={t('combobox.remove', { name: option.label })}>
                  <Icon name="close" size={16} />
                </Base.ChipRemove>
              </Base.Chip>
            ))}
          </Base.Chips>
        )}
        <Base.Input
          id={own.id}
          {...own.aria}
          className={styles.input}
          placeholder={placeholder ?? t('combobox.placeholder')}
          autoComplete="off"
        />
        {!multiple && chosen.length > 0 && (
          <Base.Clear className={styles.tool} aria-label={t('combobox.clear')}>
            <Icon name="close" size={16} />
          </Base.Clear>
        )}
        <Base.Trigger className={styles.tool} aria-label={t('combobox.open')}>
          <Icon name="down" size={16} />
        </Base.Trigger>
      </Base.InputGroup>
      {chosen.map((option) => (
        <input key={option.value} type="hidden" name={name} value={option.value} />
      ))}
      {/*
       * Beside its field, so that it lies in the same landmark and is read after it; fixed, so that nothing clips it.
       * Base UI's own popup (1.9) hides all else from a screen reader, the field's label too, though the Tab key still
       * leads there: a list that one is not held in has no need of it.
       */}
      <Base.Portal container={anchor?.parentElement}>
        <Base.Positioner sideOffset={4} positionMethod="fixed" className={styles.positioner}>
          <div ref={list} className={styles.popup}>
            <Base.Empty>
              <div className={styles.none}>{t(isAnswered ? 'combobox.none' : 'combobox.begin')}</div>
            </Base.Empty>
            <Base.List className={styles.list}>
              {(option: Option) => (
                <Base.Item key={option.value} value={option} disabled={option.disabled} className={styles.item}>
                  <span>
                    {option.label}
                    {option.help && <span className={styles.help}>{option.help}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Icon name="check" size={16} />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </div>
        </Base.Positioner>
      </Base.Portal>
    </>
  )
  return multiple ? (
    <Base.Root {...shared} multiple value={[...chosen]} onValueChange={(next) => choose(next)}>
      {inside}
    </Base.Root>
  ) : (
    <Base.Root {...shared} value={chosen[0] ?? null} onValueChange={(next) => choose(next ? [next] : [])}>
      {inside}
    </Base.Root>
  )
}

/** The options at hand, or those that `load` finds; a newer question cancels the older. */
const useFound = (options: readonly Option[], load: ComboboxProps['load']) => {
  const [found, setFound] = useState(options)
  const [isAnswered, setIsAnswered] = useState(!load)
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const ask = (query: string) => {
    if (!load) return
    asking.current?.abort()
    const control = new AbortController()
    asking.current = control
    load(query, control.signal).then(
      (next) => {
        if (control.signal.aborted) return
        setFound(next)
        setIsAnswered(query !== '')
      },
      // A lost connection leaves the last list standing.
      () => undefined,
    )
  }
  return { found: load ? found : options, isAnswered, ask }
}
