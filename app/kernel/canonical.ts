/** Canonical JSON (RFC 8785 for the values we store): sorted keys, no spaces, so that equal values have equal bytes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

export const canonical = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const record = value as { readonly [key: string]: Json | undefined }
  const fields: string[] = []
  for (const key of Object.keys(record).sort()) {
    const field = record[key]
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonical(field)}`)
  }
  return `{${fields.join(',')}}`
}
