import { useTranslations } from 'use-intl'
import { absenceKinds } from '#app/organisation/employees/absence.ts'
import { violationSeverities } from '#app/performance/violation.ts'
import type { Option } from '#app/ui/choice-field.tsx'
import { Combobox } from '#app/ui/combobox.tsx'
import { FieldError, useField } from '#app/ui/field.tsx'
import { useFirst } from '#app/ui/sent.ts'
import { useNamesText, useWordsText } from '#app/ui/words.tsx'
import { gateEffects } from './plan.ts'
import { usePlan } from './plan-context.tsx'
import styles from './plan-document.module.css'
import { keyOf } from './plan-edit.ts'

/** What may stand at a place of the plan where not just anything may: posts, tables, ways of counting, by name. */
const useOptions = (path: string): readonly Option[] | null => {
  const { plan, choices } = usePlan()
  const t = useTranslations('incentives')
  const absences = useTranslations('organisation.absence.kinds')
  const words = useWordsText()
  const named = (list: PlanParts) => list.map(({ code, name }) => ({ value: code, label: words(name) }))
  const coded = (list: PlanParts) => list.map(({ code, name }) => ({ value: code, label: words(name), help: code }))
  const said = (group: string, keys: readonly string[]) =>
    keys.map((value) => ({ value, label: t(`plan.${group}.${value}`) }))
  switch (keyOf(path)) {
    case 'posts':
      return coded(choices.posts)
    case 'unit':
    case 'units':
      return coded(choices.units)
    case 'certification':
      return named(choices.certifications)
    case 'components':
      return named(plan.components)
    case 'pool':
      return named(plan.pools)
    case 'unitTable':
      return named(plan.tables.filter(({ kind }) => kind !== 'rating'))
    case 'individualTable':
      return named(plan.tables)
    case 'unpaidAbsences':
      return absenceKinds.map((value) => ({ value, label: absences(value) }))
    case 'severities':
      return said('severities', violationSeverities)
    case 'effect':
      return said('effects', gateEffects)
    case 'mode':
      return said('modes', ['marginal', 'retroactive'])
    case 'basis':
      return said('bases', ['volume', 'percent-of-target'])
    case 'kind':
      return said('table-kinds', ['steps', 'straight'])
    case 'redistribute':
      return said('redistribute', ['true', 'false'])
    case 'employedAtEnd':
      return said('employed-at-end', ['true', 'false'])
    default:
      return null
  }
}
type PlanParts = readonly { code: string; name: Parameters<ReturnType<typeof useWordsText>>[0] }[]

/** Those options, and what stands there now whether or not it could still be chosen. */
export const usePlanOptions = (path: string, value: unknown): readonly Option[] | null => {
  const { names } = usePlan()
  const words = useWordsText()
  const options = useOptions(path)
  if (!options) return null
  const gone = chosenIn(value).filter((code) => !options.some((option) => option.value === code))
  return [...options, ...gone.map((code) => ({ value: code, label: words(names[code] ?? { en: code }) }))]
}
const chosenIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)])

type ChoiceProps = { path: string; label: string; value: unknown; options: readonly Option[] }

/** One or several of the options, as they are read. */
export const ChosenWords = ({ value, options }: Pick<ChoiceProps, 'value' | 'options'>) => {
  const named = useNamesText()
  const labels = Object.fromEntries(options.map((option) => [option.value, { en: option.label }]))
  return <b>{named(chosenIn(value), labels)}</b>
}

/** One or several of the options, chosen where they stand in the plan. */
export const PlanChoice = ({ path, label, value, options }: ChoiceProps) => {
  const { onTyped } = usePlan()
  const isMany = Array.isArray(value)
  const [only] = chosenIn(value)
  if (!isMany && keyOf(path) !== 'unit')
    return <PlanSelect path={path} label={label} value={only ?? ''} options={options} />
  return (
    <span className={styles.chooser}>
      {/* None at all is something to say as well. */}
      {isMany && <input type="hidden" name={path} value="" />}
      <Combobox
        quiet
        label={label}
        name={isMany ? `${path}[]` : path}
        multiple={isMany}
        options={options}
        defaultValue={chosenIn(value)}
        onChange={onTyped}
      />
    </span>
  )
}

const PlanSelect = ({ path, label, value, options }: Omit<ChoiceProps, 'value'> & { value: string }) => {
  const first = useFirst(path, value)
  const { id, aria, message, errorId } = useField({ name: path })
  return (
    <span className={styles.figure}>
      <select name={path} id={id} {...aria} aria-label={label} defaultValue={first} className={styles.input}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {message && <FieldError id={errorId}>{message}</FieldError>}
    </span>
  )
}
