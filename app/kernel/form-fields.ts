/** Errors by field path; messages are keys of the language files, said by whoever shows them. */
export type FormErrors = Record<string, string>

/** Fields that belong to the form itself, not to what it says. */
const ownFields = new Set(['act', 'formKey', 'formName'])

/** Passwords, by the names of their fields: they never come back into a page. */
export const secretFields: ReadonlySet<string> = new Set(['password', 'again', 'current'])

/** No form of ours goes deeper; what does would exhaust whoever walks the answer. */
const deepest = 12

/**
 * A form as nested values: 'lines.0.weight' becomes { lines: [{ weight }] }; a name ending in '[]' is a list; files
 * stay files. Empty text stays '' — whether that is missing is for the schema to say.
 */
export const fieldsOf = (form: FormData): Record<string, unknown> => {
  const root: Record<string, unknown> = {}
  for (const [name, value] of form.entries()) {
    if (ownFields.has(name)) continue
    const isList = name.endsWith('[]')
    const path = (isList ? name.slice(0, -2) : name).split('.')
    if (path.length > deepest) continue
    if (path.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) continue
    put(root, path, value, isList)
  }
  return root
}

const put = (root: Record<string, unknown>, path: string[], value: unknown, isList: boolean): void => {
  let place: Record<string | number, unknown> = root
  for (const [depth, part] of path.entries()) {
    const key = Array.isArray(place) ? Number(part) : part
    // What every object inherits is none of its fields: 'toString.x' would write into all of them at once.
    const known: unknown = Object.hasOwn(place, key) ? place[key] : undefined
    if (depth === path.length - 1) {
      place[key] = isList ? [...(Array.isArray(known) ? known : []), value] : value
      return
    }
    // A list index beyond reason is no list index.
    const next: unknown = known ?? (/^\d{1,4}$/.test(path[depth + 1] ?? '') ? [] : {})
    // 'name' cannot be a text and have fields too: the first that came stays.
    if (!isHolder(next)) return
    place[key] = next
    place = next
  }
}

/** What a refused form is filled with again: all that it sent, but no file, which no page can choose, and no secret. */
export const sentBack = (form: FormData): Record<string, unknown> => {
  const shown = new FormData()
  for (const [name, value] of form.entries())
    if (typeof value === 'string' && !secretFields.has(name)) shown.append(name, value)
  return fieldsOf(shown)
}

/** The value that stands in `fieldsOf` for a field's name. */
export const valueAt = (values: unknown, name: string): unknown => {
  let place = values
  for (const part of name.replace(/\[\]$/, '').split('.')) {
    if (!isHolder(place) || !Object.hasOwn(place, part)) return undefined
    place = place[part]
  }
  return place
}

/** Every text that was sent under one name. */
export const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string')

const isHolder = (value: unknown): value is Record<string | number, unknown> =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && !(value instanceof Blob))
