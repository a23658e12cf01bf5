/** Formatters of the runtime, made once for each locale and options: making one costs a hundred times using it. */
const once = <Options extends object, Format>(
  make: (locale: string, options: Options) => Format,
): ((locale: string, options: Options) => Format) => {
  const made = new Map<string, Format>()
  return (locale, options) => {
    const asked = `${locale} ${JSON.stringify(options)}`
    const format = made.get(asked) ?? make(locale, options)
    made.set(asked, format)
    return format
  }
}

export const dateFormat = once(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)
export const numberFormat = once((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))

/** A number as it is set: with a minus as wide as a plus, where the runtime writes a hyphen. Decimals in text stay exact. */
export const numberText = (value: number | string, locale: string, options: Intl.NumberFormatOptions): string =>
  numberFormat(locale, options)
    .format(value as `${number}`)
    .replace('-', '−')
