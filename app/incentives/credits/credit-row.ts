/**
 * Rows of a file with product credits: who sold how much of what, when, in which deal, with which share. A file is
 * taken whole or not at all, so every row is looked at and every fault named with its cell.
 */
import { type DayReason, type NumberReason, parseDay, parseDecimalText, tidy } from '#app/kernel/cell.ts'
import { type ColumnMapping, cellsOf, headingOf, type WantedColumn } from '#app/kernel/column-mapping.ts'
import type { Day } from '#app/kernel/day.ts'
import { type DecimalText, decimal } from '#app/kernel/decimal.ts'
import type { Table } from '#app/kernel/table.ts'
import { numberColumn, productColumn } from './sales-file.ts'

export type CreditColumn = 'number' | 'product' | 'volume' | 'day' | 'deal' | 'split'
export const creditColumns: readonly WantedColumn<CreditColumn>[] = [
  numberColumn,
  productColumn,
  { key: 'volume', required: true, aliases: ['数量', '业务量', '业绩', 'Volume', 'quantity', 'amount'] },
  { key: 'day', required: true, aliases: ['日期', '业务日期', '计入日期', 'Day', 'date', 'credited on'] },
  { key: 'deal', required: true, aliases: ['业务编号', '业务号', '交易编号', 'Deal', 'deal no', 'deal number'] },
  { key: 'split', aliases: ['分成', '分成比例', '占比', 'Split %', 'share'] },
]

export type CreditReason =
  | NumberReason
  | DayReason
  | 'day-ahead'
  | 'not-a-share'
  | 'too-long'
  | 'no-such-employee'
  | 'own-credit'
  | 'not-paid-for'
  | 'split-not-whole'
/** `row` as a spreadsheet counts it; `column` is the file's heading. */
export type CreditFault = { row: number; column: string; value: string; reason: CreditReason }
/** A row whose cells can be read; `null` marks a cell that cannot, named among the faults. */
export type CreditRow = {
  row: number
  number: string
  product: string
  volume: DecimalText | null
  day: Day | null
  deal: string
  splitBp: number | null
}

/** Longest code of a product or number of a deal. */
const longest = 100

/** Reads '60' and '60%' as 6000; null for what is no whole number of basis points above 0 and up to 100 %. */
export const splitBpOf = (text: string): number | null => {
  const given = tidy(text)
  if (given === '') return 10_000
  const read = parseDecimalText(given)
  if (!read.ok) return null
  const bp = decimal(read.value).times(given.endsWith('%') ? 10_000 : 100)
  return bp.isInteger() && bp.gt(0) && bp.lte(10_000) ? bp.toNumber() : null
}

export type CreditFile = { mapping: ColumnMapping<CreditColumn>; rows: CreditRow[]; faults: CreditFault[] }

/** What stands in the file, as far as the file alone can tell. */
export const readCredits = (table: Table, mapping: ColumnMapping<CreditColumn>): CreditFile => {
  const cell = cellsOf(table, mapping)
  const faults: CreditFault[] = []
  const rows = table.rows.map((_, index): CreditRow => {
    const row = table.rowNumbers[index] ?? index + 2
    const fault = (key: CreditColumn, reason: CreditReason) =>
      faults.push({ row, column: headingOf(mapping, key) ?? key, value: cell(index, key), reason })
    const code = (key: 'number' | 'product' | 'deal'): string => {
      const text = tidy(cell(index, key))
      if (text === '') fault(key, 'empty')
      else if (text.length > longest) fault(key, 'too-long')
      return text
    }
    const number = code('number')
    const product = code('product')
    const volume = parseDecimalText(cell(index, 'volume'))
    if (!volume.ok) fault('volume', volume.error.code)
    const day = parseDay(cell(index, 'day'))
    if (!day.ok) fault('day', day.error.code)
    const deal = code('deal')
    const splitBp = splitBpOf(cell(index, 'split'))
    if (splitBp === null) fault('split', 'not-a-share')
    return {
      row,
      number,
      product,
      volume: volume.ok ? volume.value : null,
      day: day.ok ? day.value : null,
      deal,
      splitBp,
    }
  })
  return { mapping, rows, faults }
}

export type CreditFacts = {
  today: Day
  /** Ids by employee number. */
  people: ReadonlyMap<string, string>
  /** Codes by themselves and by their names, of what an active plan pays for. */
  products: ReadonlyMap<string, string>
  /** Basis points already recorded, by deal. */
  recorded: ReadonlyMap<string, number>
  /** Whether the person belonged that day to those for whom one may record. */
  reach: (employeeId: string, day: Day) => 'mine-to-record' | 'self' | 'outside'
}
export type Credit = {
  row: number
  employeeId: string
  product: string
  volume: DecimalText
  creditedOn: Day
  deal: string
  splitBp: number
}

/** Every credit of the file, and every fault; where there is one fault, nothing of the file is to be written. */
export const checkCredits = (file: CreditFile, known: CreditFacts): { credits: Credit[]; faults: CreditFault[] } => {
  const faults = [...file.faults]
  const credits: Credit[] = []
  const sums = new Map(known.recorded)
  for (const { deal, splitBp } of file.rows) if (deal) sums.set(deal, (sums.get(deal) ?? 0) + (splitBp ?? 0))
  /** A share that cannot be read is a fault already; its deal's sum would say nothing more. */
  const unread = new Set(file.rows.filter((row) => row.splitBp === null).map((row) => row.deal))
  for (const { row, number, volume, day, deal, splitBp, ...named } of file.rows) {
    const fault = (key: CreditColumn, value: string, reason: CreditReason) =>
      faults.push({ row, column: headingOf(file.mapping, key) ?? key, value, reason })
    const employeeId = known.people.get(number)
    const reach = employeeId === undefined ? 'outside' : known.reach(employeeId, day ?? known.today)
    if (number && reach !== 'mine-to-record')
      fault('number', number, reach === 'self' ? 'own-credit' : 'no-such-employee')
    const product = known.products.get(named.product)
    if (named.product && product === undefined) fault('product', named.product, 'not-paid-for')
    if (day && day > known.today) fault('day', day, 'day-ahead')
    const whole = sums.get(deal) ?? 0
    if (deal && whole !== 10_000 && !unread.has(deal)) fault('split', `${deal}: ${whole / 100}%`, 'split-not-whole')
    if (employeeId !== undefined && product !== undefined && volume !== null && day !== null && splitBp !== null)
      credits.push({ row, employeeId, product, volume, creditedOn: day, deal, splitBp })
  }
  return { credits, faults: faults.sort((a, b) => a.row - b.row) }
}
