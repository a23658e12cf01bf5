/** Formatters of the runtime, made once for each locale and options: making one costs a hundred times using it. */
const key = (locale: string, options: object) => `${locale} ${JSON.stringify(options)}`

const dates = new Map<string, Intl.DateTimeFormat>()
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const asked = key(locale, options)
  const known = dates.get(asked)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  dates.set(asked, made)
  return made
}

const numbers = new Map<string, Intl.NumberFormat>()
export const numberFormat = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const asked = key(locale, options)
  const known = numbers.get(asked)
  if (known) return known
  const made = new Intl.NumberFormat(locale, options)
  numbers.set(asked, made)
  return made
}
