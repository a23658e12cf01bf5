/** Rows of a file with actuals: one column per KPI (wide), or one row per value (long); of people or of units. */
import { parseDecimalText, tidy } from '#app/kernel/cell.ts'
import {
  absentHeadings,
  type ColumnMapping,
  cellsOf,
  headingOf,
  mapColumns,
  type WantedColumn,
} from '#app/kernel/column-mapping.ts'
import { type DecimalText, decimal, decimalText } from '#app/kernel/decimal.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Table } from '#app/kernel/table.ts'
import type { Words } from '#app/kernel/words.ts'
import { countsOccurrences, type KpiDefinition } from '../kpi.ts'

export const actualSubjects = ['employee', 'unit'] as const
export type ActualSubject = (typeof actualSubjects)[number]
export const actualShapes = ['wide', 'long'] as const
export type ActualShape = (typeof actualShapes)[number]

/** Columns are 'subject' and, wide, 'kpi:<code>' each, or, long, 'kpi' and 'value'. */
export type ActualMapping = { subject: ActualSubject; shape: ActualShape; columns: ColumnMapping<string> }
/** Of a file of units, what is not a KPI but the unit's own score in the cycle. */
export const unitScoreCode = 'unit-score'

/** `row` as a spreadsheet counts it; `column` is a heading. `reason` is a literal for the language files. */
export type ActualFault = { row: number; column: string; value: string; reason: string }
export type ActualValue = { row: number; subject: string; kpi: string; value: DecimalText }

const subjectAliases = {
  employee: ['工号', '员工编号', '员工号', 'Employee number', 'employee id', 'staff no', 'emp no', 'number'],
  unit: ['机构编码', '机构代码', '机构', '网点编号', 'Unit code', 'unit', 'branch code'],
}
const longColumns: readonly WantedColumn<string>[] = [
  { key: 'kpi', required: true, aliases: ['指标', '指标编码', '指标代码', 'kpi', 'kpi code', 'indicator'] },
  { key: 'value', required: true, aliases: ['实际值', '数值', '完成值', 'value', 'actual', 'result'] },
]

const ofKpi = 'kpi:'
const kpiKey = (code: string): string => `${ofKpi}${code}`
/** The KPI whose values a column holds; null for another column. */
export const kpiIn = (key: string): string | null => (key.startsWith(ofKpi) ? key.slice(ofKpi.length) : null)

type KpiNamed = { code: string; name: Words }
const kpiColumn = ({ code, name }: KpiNamed): WantedColumn<string> => ({
  key: kpiKey(code),
  aliases: [...(name['zh-CN'] ? [name['zh-CN']] : []), ...(name.en ? [name.en] : []), code],
})

/** Which columns a mapping may have. */
export const wantedColumns = (
  subject: ActualSubject,
  shape: ActualShape,
  kpis: readonly KpiNamed[],
): WantedColumn<string>[] => [
  { key: 'subject', required: true, aliases: subjectAliases[subject] },
  ...(shape === 'long' ? longColumns : kpis.map(kpiColumn)),
  ...(shape === 'wide' && subject === 'unit'
    ? [{ key: kpiKey(unitScoreCode), aliases: ['机构得分', '单位得分', 'Unit score', 'score'] }]
    : []),
]

/** What the headings suggest: units when a unit is named and no person, long when a KPI column is there. */
export const proposeMapping = (
  header: readonly string[],
  kpis: readonly KpiNamed[],
  remembered?: ColumnMapping<string>,
): ActualMapping => {
  const fits = (subject: ActualSubject, shape: ActualShape) =>
    mapColumns(header, wantedColumns(subject, shape, kpis), remembered)
  const shape: ActualShape = fits('employee', 'long').missing.some((key) => key !== 'subject') ? 'wide' : 'long'
  const person = fits('employee', shape)
  const subject: ActualSubject = person.mapping.subject || !fits('unit', shape).mapping.subject ? 'employee' : 'unit'
  return { subject, shape, columns: fits(subject, shape).mapping }
}

/** Whether the file can be read only once somebody has said which column is which. */
export const isInQuestion = ({ shape, columns }: ActualMapping, header: readonly string[]): boolean => {
  const hasValues =
    shape === 'long' ? columns.kpi && columns.value : Object.keys(columns).some((key) => kpiIn(key) !== null)
  return !columns.subject || !hasValues || absentHeadings(columns, header).length > 0
}

/** Why nothing of a file can be written; null where something can. */
export const nothingToWrite = (
  counts: Readonly<Record<string, number>>,
  columnsInQuestion: boolean,
): 'columns' | 'same' | 'faults' | 'empty' | null => {
  const of = (key: string) => counts[key] ?? 0
  if (of('add') + of('correct') > 0) return null
  if (columnsInQuestion) return 'columns'
  if (of('same') > 0) return 'same'
  return of('faults') > 0 ? 'faults' : 'empty'
}

export type KnownFacts = {
  /** Subjects of the file that are in the cycle, as written in the file. */
  subjects: ReadonlySet<string>
  /** Those that exist, but not in this cycle. */
  elsewhere: ReadonlySet<string>
  kpis: ReadonlySet<string>
  /** Their codes by name: people call a KPI by its name, in a column of them as in a heading. */
  kpiNames: ReadonlyMap<string, string>
  /** Those of them whose unit is the percent. */
  percents: ReadonlySet<string>
  /** Those of them that say how often something happened. */
  counts: ReadonlySet<string>
}

/** What the import knows of the library. */
export const kpisKnown = (
  library: readonly KpiDefinition[],
): Pick<KnownFacts, 'kpis' | 'kpiNames' | 'percents' | 'counts'> => {
  const codesOf = (kind: (kpi: KpiDefinition) => boolean) => new Set(library.filter(kind).map(({ code }) => code))
  const named = library.flatMap(({ code, name }) => Object.values(name).map((said) => [tidy(said), code] as const))
  // A name that two of them have says neither.
  const isItsAlone = ([said, code]: (typeof named)[number]) =>
    named.every(([other, owner]) => other !== said || owner === code)
  return {
    kpis: codesOf(() => true),
    kpiNames: new Map(named.filter(isItsAlone)),
    percents: codesOf(({ unit }) => Object.values(unit).includes('%')),
    counts: codesOf(countsOccurrences),
  }
}

/** "92%" is 92 of a KPI that is measured in percent, as its own values and targets are; of any other nobody knows. */
const readValue = (text: string, kpi: string, known: KnownFacts) => {
  const read = parseDecimalText(text)
  if (!read.ok) return read
  if (known.counts.has(kpi) && decimal(read.value).lt(0)) return refused('below-zero')
  if (!/[%％]$/.test(tidy(text))) return read
  return known.percents.has(kpi) ? done(decimalText(decimal(read.value).times(100))) : refused('not-in-percent')
}

/** Every value of the file, and every cell that cannot be one. Empty cells are missing, not zero. */
export const readActuals = (
  table: Table,
  mapping: ActualMapping,
  known: KnownFacts,
): { values: ActualValue[]; faults: ActualFault[] } => {
  const cell = cellsOf(table, mapping.columns)
  const values: ActualValue[] = []
  const faults: ActualFault[] = []
  const seen = new Set<string>()
  const codeOf = (written: string) => (known.kpis.has(written) ? written : (known.kpiNames.get(written) ?? written))
  const wide = Object.keys(mapping.columns).flatMap((key) => {
    const kpi = kpiIn(key)
    return kpi === null ? [] : [{ key, kpi }]
  })
  table.rows.forEach((_, index) => {
    const row = table.rowNumbers[index] ?? index + 2
    const fault = (key: string, value: string, reason: string) =>
      faults.push({ row, column: headingOf(mapping.columns, key) ?? kpiIn(key) ?? key, value, reason })
    const subject = tidy(cell(index, 'subject'))
    if (!known.subjects.has(subject)) {
      const reason = subject === '' ? 'empty' : known.elsewhere.has(subject) ? 'not-in-cycle' : 'no-such-subject'
      fault('subject', subject, reason)
      return
    }
    const cells =
      mapping.shape === 'long'
        ? [{ key: 'value', kpi: codeOf(tidy(cell(index, 'kpi'))), text: cell(index, 'value') }]
        : wide.map(({ key, kpi }) => ({ key, kpi, text: cell(index, key) }))
    for (const { key, kpi, text } of cells) {
      if (tidy(text) === '') continue
      const isScore = mapping.subject === 'unit' && kpi === unitScoreCode
      const read = readValue(text, kpi, known)
      if (!isScore && !known.kpis.has(kpi)) fault(mapping.shape === 'long' ? 'kpi' : key, kpi, 'no-such-kpi')
      else if (!read.ok) fault(key, text, read.error.code)
      else if (seen.has(`${subject} ${kpi}`)) fault(key, text, 'twice')
      else {
        seen.add(`${subject} ${kpi}`)
        values.push({ row, subject, kpi, value: read.value })
      }
    }
  })
  return { values, faults }
}

/** The subjects that a file names, to look up before it is read. */
export const subjectsIn = (table: Table, mapping: ActualMapping): string[] => {
  const cell = cellsOf(table, mapping.columns)
  return [...new Set(table.rows.map((_, index) => tidy(cell(index, 'subject'))))].filter((each) => each !== '')
}
