/**
 * A workbook keeps 92% as 0.92 and, elsewhere, that it is shown in percent. Here both come together again, before a
 * parser sees them: what stands in the cell is what a person sees in it.
 */

type Files = ReadonlyMap<string, Buffer>

/** What a tag's attribute says. No tag is long, and none is torn: the reader has refused those. */
const attribute = (name: string) => {
  const pattern = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`)
  return (tag: string): string | undefined => {
    const found = pattern.exec(tag)
    return found?.[1] ?? found?.[2]
  }
}
const typeOf = attribute('t')
const styleOf = attribute('s')
const formatOf = attribute('numFmtId')
const codeOf = attribute('formatCode')
const parentOf = attribute('xfId')

/** What stands between an element's tags; its end is looked for once, however often it begins. */
const within = (xml: string, name: string): string => {
  const rest = xml.slice(new RegExp(`<(?:\\w+:)?${name}[\\s>]|$`).exec(xml)?.index ?? xml.length)
  return rest.slice(0, new RegExp(`</(?:\\w+:)?${name}>|$`).exec(rest)?.index)
}
const tags = (xml: string, name: string): string[] =>
  Array.from(xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^<>]*)`, 'g')), ([, attributes = '']) => attributes)

/** 0% and 0.00%, which no workbook spells out. */
const builtIn = ['9', '10']

/** A % in quotes, behind a backslash or in brackets is a word of the format and multiplies nothing. */
const isPercentFormat = (code: string): boolean =>
  code
    // The longest that Excel knows.
    .slice(0, 255)
    .replaceAll('&quot;', '"')
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .split(';')[0]
    ?.includes('%') ?? false

/** Numbers of the cell styles that show percent. */
const percentStyles = (styles: string): ReadonlySet<string> => {
  const own = tags(within(styles, 'numFmts'), 'numFmt').flatMap((tag) =>
    isPercentFormat(codeOf(tag) ?? '') ? [formatOf(tag)] : [],
  )
  const formats = new Set([...builtIn, ...own])
  const base = tags(within(styles, 'cellStyleXfs'), 'xf')
  const isPercent = (tag: string) => {
    const parent = base[Number(parentOf(tag) ?? -1)] ?? ''
    return formats.has(formatOf(tag) ?? formatOf(parent))
  }
  const cells = tags(within(styles, 'cellXfs'), 'xf')
  return new Set(cells.flatMap((tag, at) => (isPercent(tag) ? [String(at)] : [])))
}

/** A cell's attributes, its formula where it has one, and its number. */
const numberCell =
  /(<(?:\w+:)?c(\s[^<>]*)>\s*(?:<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>)\s*)?<(?:\w+:)?v>)([^<]*)(?=<)/g

/** The files with `%` behind each number that is shown in percent. */
export const withPercentsAsShown = (files: Files): Files => {
  const styles = percentStyles(files.get('xl/styles.xml')?.toString('latin1') ?? '')
  if (styles.size === 0) return files
  const shown = (whole: string, before: string, attributes: string, number: string) => {
    const isNumber = number !== '' && (typeOf(attributes) ?? 'n') === 'n'
    return isNumber && styles.has(styleOf(attributes) ?? '0') ? `${before}${number.trim()}%` : whole
  }
  return new Map(
    [...files].map(([name, content]) =>
      name.startsWith('xl/worksheets/')
        ? [name, Buffer.from(content.toString('latin1').replace(numberCell, shown), 'latin1')]
        : [name, content],
    ),
  )
}
