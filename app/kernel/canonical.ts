/** Canonical JSON (RFC 8785 for the values we store): sorted keys, no spaces, so that equal values have equal bytes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The runtime's own writer is several times faster than one that joins pieces, and a run writes two million steps: so
 * keys are put in order first, and where an object cannot hold them in that order, the pieces are joined.
 */
export const canonical = (value: Json): string => {
  const inOrder = ordered(value)
  return inOrder === undefined ? joined(value) : JSON.stringify(inOrder)
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)
type Fields = { readonly [key: string]: Json | undefined }

/** The value itself where its keys are in order, else a copy that has them so; undefined where no object can. */
const ordered = (value: Json): Json | undefined => {
  if (value === null || typeof value !== 'object') return value
  return isList(value) ? orderedList(value) : orderedFields(value)
}

const orderedList = (list: readonly Json[]): Json | undefined => {
  let copy: Json[] | null = null
  for (let at = 0; at < list.length; at++) {
    const item = list[at] ?? null
    const inOrder = ordered(item)
    if (inOrder === undefined) return undefined
    if (inOrder === item) continue
    copy ??= [...list]
    copy[at] = inOrder
  }
  return copy ?? list
}

const orderedFields = (fields: Fields): Json | undefined => {
  const keys = Object.keys(fields)
  const isSorted = keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key)
  if (!isSorted && keys.some(hasPlaceOfItsOwn)) return undefined
  let copy: Record<string, Json | undefined> | null = isSorted ? null : {}
  for (const key of isSorted ? keys : keys.sort()) {
    const field = fields[key]
    if (field === undefined) continue
    const inOrder = ordered(field)
    if (inOrder === undefined) return undefined
    if (inOrder !== field) copy ??= { ...fields }
    if (copy) copy[key] = inOrder
  }
  return copy ?? fields
}

/** Numbers stand before every other key of an object, in their own order, and `__proto__` is none that can be set. */
const hasPlaceOfItsOwn = (key: string): boolean => /^\d+$/.test(key) || key === '__proto__'

const joined = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(joined).join(',')}]`
  const fields: string[] = []
  for (const key of Object.keys(value).sort()) {
    const field = value[key]
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${joined(field)}`)
  }
  return `{${fields.join(',')}}`
}
