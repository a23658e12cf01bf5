/** What files of credits and of targets have in common: whose, of what, how many are shown, and which column is which. */
import { headingIn, mapColumns, type WantedColumn } from '#app/kernel/column-mapping.ts'
import { mib } from '#app/kernel/file-size.ts'
import type { Locale } from '#app/kernel/words.ts'

export const numberColumn: WantedColumn<'number'> = {
  key: 'number',
  required: true,
  aliases: ['工号', '员工编号', '员工号', 'Employee number', 'staff no', 'emp no'],
}
export const productColumn: WantedColumn<'product'> = {
  key: 'product',
  required: true,
  aliases: ['产品', '产品编码', '产品代码', 'Product', 'product code'],
}

/** How large such a file may be. */
export const mostOfSalesFile = 2 * mib

/** Rows, and faults of a file, that one page shows. */
export const mostListed = 500

/** Proposes which column is which; `missing` by the headings that a sample has in the reader's language. */
export const proposedColumns = <K extends string>(
  header: readonly string[],
  wanted: readonly WantedColumn<K>[],
  locale: Locale,
) => {
  const { mapping, missing } = mapColumns(header, wanted)
  const headings = wanted.filter(({ key }) => missing.includes(key)).map((column) => headingIn(column, locale))
  return { mapping, missing: headings.join(locale === 'zh-CN' ? '、' : ', ') }
}
