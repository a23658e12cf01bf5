/**
 * Rows of a file with product targets: who is to sell how much of what in a cycle. A file is taken whole or not at all,
 * so every row is looked at and every fault named with its cell.
 */
import { type NumberReason, parseDecimalText, tidy } from '#app/kernel/cell.ts'
import { type ColumnMapping, cellsOf, headingOf, type WantedColumn } from '#app/kernel/column-mapping.ts'
import { type DecimalText, decimal } from '#app/kernel/decimal.ts'
import type { Table } from '#app/kernel/table.ts'
import { numberColumn, productColumn } from './sales-file.ts'

export type TargetColumn = 'number' | 'product' | 'volume'
export const targetColumns: readonly WantedColumn<TargetColumn>[] = [
  numberColumn,
  productColumn,
  { key: 'volume', required: true, aliases: ['目标', '目标值', '任务', 'Target', 'amount'] },
]

export type TargetReason =
  | NumberReason
  | 'not-above-zero'
  | 'no-such-employee'
  | 'own-target'
  | 'not-paid-for'
  | 'stands-twice'
/** `row` as a spreadsheet counts it; `column` is the file's heading. */
export type TargetFault = { row: number; column: string; value: string; reason: TargetReason }
export type Target = { employeeId: string; product: string; volume: DecimalText }

export type TargetFacts = {
  /** Ids by employee number. */
  people: ReadonlyMap<string, string>
  /** Codes by themselves and by their names, of what an active plan pays for. */
  products: ReadonlyMap<string, string>
  /** Whether the person belongs to those for whom one may set targets. */
  reach: (employeeId: string) => 'mine-to-set' | 'self' | 'outside'
}

/** A target is above zero, because tiers in percent of it divide by it. */
export const targetVolume = (text: string): { volume: DecimalText } | { reason: NumberReason | 'not-above-zero' } => {
  const read = parseDecimalText(text)
  if (!read.ok) return { reason: read.error.code }
  return decimal(read.value).gt(0) ? { volume: read.value } : { reason: 'not-above-zero' }
}

/** Employee numbers that the file names. */
export const numbersIn = (table: Table, mapping: ColumnMapping<TargetColumn>): string[] => {
  const cell = cellsOf(table, mapping)
  return [...new Set(table.rows.map((_, index) => tidy(cell(index, 'number'))))]
}

/** Every target of the file, and every fault; where there is one fault, nothing of the file is to be written. */
export const checkTargets = (
  table: Table,
  mapping: ColumnMapping<TargetColumn>,
  known: TargetFacts,
): { targets: Target[]; faults: TargetFault[] } => {
  const cell = cellsOf(table, mapping)
  const faults: TargetFault[] = []
  const targets: Target[] = []
  const seen = new Set<string>()
  for (const index of table.rows.keys()) {
    const fault = (key: TargetColumn, reason: TargetReason) => {
      const row = table.rowNumbers[index] ?? index + 2
      faults.push({ row, column: headingOf(mapping, key) ?? key, value: cell(index, key), reason })
    }
    const [number, named] = [tidy(cell(index, 'number')), tidy(cell(index, 'product'))]
    const employeeId = known.people.get(number)
    const reach = employeeId === undefined ? 'outside' : known.reach(employeeId)
    if (number === '') fault('number', 'empty')
    else if (reach !== 'mine-to-set') fault('number', reach === 'self' ? 'own-target' : 'no-such-employee')
    const product = known.products.get(named)
    if (product === undefined) fault('product', named === '' ? 'empty' : 'not-paid-for')
    const read = targetVolume(cell(index, 'volume'))
    if ('reason' in read) fault('volume', read.reason)
    if (employeeId === undefined || product === undefined || 'reason' in read) continue
    const key = `${employeeId} ${product}`
    if (seen.has(key)) fault('product', 'stands-twice')
    seen.add(key)
    targets.push({ employeeId, product, volume: read.volume })
  }
  return { targets, faults }
}
