/** Errors by field path; messages are keys of the language files, said by whoever shows them. */
export type FormErrors = Record<string, string>

/** Fields that belong to the form itself, not to what it says. */
const ownFields = new Set(['act', 'formKey'])

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
    if (path.some((part) => part === '__proto__' || part === 'constructor' || part === 'prototype')) continue
    put(root, path, value, isList)
  }
  return root
}

const put = (root: Record<string, unknown>, path: string[], value: unknown, isList: boolean): void => {
  let place: Record<string, unknown> | unknown[] = root
  path.forEach((part, depth) => {
    const key = Array.isArray(place) ? Number(part) : part
    const holder = place as Record<string | number, unknown>
    if (depth === path.length - 1) {
      holder[key] = isList ? [...((holder[key] as unknown[] | undefined) ?? []), value] : value
      return
    }
    const next = path[depth + 1] ?? ''
    // A list index beyond reason is no list index.
    holder[key] ??= /^\d{1,4}$/.test(next) ? [] : {}
    place = holder[key] as Record<string, unknown>
  })
}
