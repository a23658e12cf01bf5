/**
 * The grid on its way to the browser. It has a line for each person and KPI, and names of fields would be most of the
 * page: lines travel as rows without names, a KPI as its place in the template, a file as its place in a list, and
 * weight and target only where the sheet departs from its template.
 */
import type { Day, Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import { type Packed, pack, unpack } from '#app/kernel/packed.ts'
import type { CardActual, GivenMark } from './card.ts'
import type { Grid, GridLine, GridPart, GridPerson, GridTemplate } from './grid.ts'

/** Where a value comes from: place of its file and row in it, a note, or neither. */
type SourceRow = readonly [file: number, row: number | null] | string | null
type ActualRow = readonly [id: string, value: DecimalText, recordedAt: Instant, source: SourceRow]
type MarkRow = readonly [perspective: GivenMark['perspective'], mark: string, comment: string | null, revision: number]
type Agreed = readonly [weightBp: number, target: DecimalText | null, isTargetProrated: boolean]
type LineRow = readonly [id: string, kpi: number, actual: ActualRow | null, marks: readonly MarkRow[], agreed?: Agreed]
type PartRow = readonly [
  sheetId: string,
  versionId: string,
  fromOn: Day,
  toOn: Day,
  isMine: boolean,
  lines: readonly LineRow[],
]
type PersonRows = Omit<GridPerson, 'parts'> & { parts: readonly PartRow[] }
type GridRows = Omit<Grid, 'people'> & { files: readonly string[]; people: readonly PersonRows[] }

/** What stands on a line that was taken over from its template as it is. */
const agreedBy = ({ weightBp, target }: GridTemplate['lines'][number]): Agreed => [weightBp, target ?? null, false]

const templateOf = (templates: Grid['templates'], versionId: string): GridTemplate => {
  const template = templates[versionId]
  if (!template) throw new RangeError(`the grid has no template version ${versionId}`)
  return template
}

const actualRow = (actual: CardActual, placeOf: (file: string) => number): ActualRow => {
  const { id, value, recordedAt, fileName, sourceRow, sourceNote } = actual
  return [id, value, recordedAt, fileName === null ? sourceNote : [placeOf(fileName), sourceRow]]
}

const lineRow = (template: GridTemplate, line: GridLine, placeOf: (file: string) => number): LineRow => {
  const { id, kpiCode, weightBp, target, isTargetProrated } = line
  const kpi = template.lines.findIndex((each) => each.kpi === kpiCode)
  const rule = template.lines[kpi]
  if (!rule) throw new RangeError(`template ${template.code} has no line ${kpiCode}`)
  const actual = line.actual && actualRow(line.actual, placeOf)
  const marks = line.marks.map(
    ({ perspective, mark, comment, revision }): MarkRow => [perspective, mark, comment, revision],
  )
  const agreed: Agreed = [weightBp, target, isTargetProrated]
  const isTemplates = agreedBy(rule).every((value, index) => value === agreed[index])
  return isTemplates ? [id, kpi, actual, marks] : [id, kpi, actual, marks, agreed]
}

const rowsOfGrid = (grid: Grid): GridRows => {
  const files = new Map<string, number>()
  const placeOf = (file: string): number => {
    const place = files.get(file) ?? files.size
    files.set(file, place)
    return place
  }
  const partRow = ({ sheetId, versionId, fromOn, toOn, isMine, lines }: GridPart): PartRow => {
    const template = templateOf(grid.templates, versionId)
    return [sheetId, versionId, fromOn, toOn, isMine, lines.map((line) => lineRow(template, line, placeOf))]
  }
  const people = grid.people.map((person) => ({ ...person, parts: person.parts.map(partRow) }))
  return { ...grid, people, files: [...files.keys()] }
}

const actualOf = ([id, value, recordedAt, source]: ActualRow, files: readonly string[]): CardActual => {
  const isNoted = source === null || typeof source === 'string'
  const from = isNoted
    ? { fileName: null, sourceRow: null, sourceNote: source }
    : { fileName: files[source[0]] ?? null, sourceRow: source[1], sourceNote: null }
  return { id, value, recordedAt, ...from }
}

const lineOf = (template: GridTemplate, row: LineRow, files: readonly string[]): GridLine => {
  const [id, kpi, actual, marks, agreed] = row
  const rule = template.lines[kpi]
  if (!rule) throw new RangeError(`template ${template.code} has no line at ${kpi}`)
  const [weightBp, target, isTargetProrated] = agreed ?? agreedBy(rule)
  return {
    ...{ id, kpiCode: rule.kpi, weightBp, target, isTargetProrated },
    actual: actual && actualOf(actual, files),
    marks: marks.map(([perspective, mark, comment, revision]) => ({ perspective, mark, comment, revision })),
  }
}

const gridOfRows = ({ files, ...rows }: GridRows): Grid => {
  const partOf = ([sheetId, versionId, fromOn, toOn, isMine, lines]: PartRow): GridPart => {
    const template = templateOf(rows.templates, versionId)
    return { sheetId, versionId, fromOn, toOn, isMine, lines: lines.map((line) => lineOf(template, line, files)) }
  }
  return { ...rows, people: rows.people.map((person) => ({ ...person, parts: person.parts.map(partOf) })) }
}

/** As a loader hands it to its screen. */
export type PackedGrid = { readonly rows: Packed<GridRows> }
/** The page that the server draws takes the grid as it was before packing; only the browser has to read it. */
const before = new WeakMap<PackedGrid, Grid>()

export const packGrid = (grid: Grid): PackedGrid => {
  const packed = { rows: pack(rowsOfGrid(grid)) }
  before.set(packed, grid)
  return packed
}
export const unpackGrid = (packed: PackedGrid): Grid => before.get(packed) ?? gridOfRows(unpack(packed.rows))
