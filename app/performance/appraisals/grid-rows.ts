/**
 * The grid on its way to the browser. It has a line for each person and KPI, and names of fields would be most of the
 * page: lines travel as rows without names, a KPI as its place in the template, a file as its place in a list, and
 * weight and target only where the sheet departs from its template.
 */
import type { Day, Instant } from '#app/kernel/day.ts'
import type { DecimalText } from '#app/kernel/decimal.ts'
import { type Packed, pack, unpack } from '#app/kernel/packed.ts'
import { templateLine } from '../template.ts'
import type { CardActual, GivenMark } from './card.ts'
import type { Grid, GridLine, GridPart, GridPerson, GridTemplate } from './grid.ts'

/** Where values come from and when they were recorded; of thousands of a file that is one. */
type Source = readonly [recordedAt: Instant, fileName: string | null, note: string | null]
type ActualRow = readonly [id: string, value: DecimalText, source: number, sourceRow: number | null]
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
type GridRows = Omit<Grid, 'templates' | 'people'> & { sources: readonly Source[]; people: readonly PersonRows[] }

/** Ids made one after the other begin alike: each says with a digit how much it takes from the one before it. */
const shortIds = () => {
  let last = ''
  return (id: string): string => {
    let same = 0
    while (same < 35 && same < id.length && id[same] === last[same]) same += 1
    last = id
    return same.toString(36) + id.slice(same)
  }
}
const wholeIds = () => {
  let last = ''
  return (short: string): string => {
    last = last.slice(0, Number.parseInt(short.slice(0, 1), 36)) + short.slice(1)
    return last
  }
}

const templateOf = (templates: Grid['templates'], versionId: string): GridTemplate => {
  const template = templates[versionId]
  if (!template) throw new RangeError(`the grid has no template version ${versionId}`)
  return template
}

/** Of a key, where there is no name; no file and no note is called so. */
const none = '\u0000'

const rowsOfGrid = (grid: Grid): GridRows => {
  const [lineIds, actualIds] = [shortIds(), shortIds()]
  const places = new Map<string, number>()
  const sources: Source[] = []
  const sourceOf = ({ recordedAt, fileName, sourceNote }: CardActual): number => {
    const key = [recordedAt, fileName ?? none, sourceNote ?? none].join('\n')
    const place = places.get(key) ?? sources.push([recordedAt, fileName, sourceNote]) - 1
    places.set(key, place)
    return place
  }
  const actualRow = (actual: CardActual): ActualRow => [
    actualIds(actual.id),
    actual.value,
    sourceOf(actual),
    actual.sourceRow,
  ]
  const lineRow = (template: GridTemplate, line: GridLine): LineRow => {
    const { id, kpiCode, weightBp, target, isTargetProrated } = line
    const rule = templateLine(template, kpiCode)
    const kpi = template.lines.indexOf(rule)
    const actual = line.actual && actualRow(line.actual)
    const marks = line.marks.map(
      ({ perspective, mark, comment, revision }): MarkRow => [perspective, mark, comment, revision],
    )
    const isTemplates = weightBp === rule.weightBp && target === (rule.target ?? null) && !isTargetProrated
    const row = [lineIds(id), kpi, actual, marks] as const
    return isTemplates ? row : [...row, [weightBp, target, isTargetProrated]]
  }
  const partRow = ({ sheetId, versionId, fromOn, toOn, isMine, lines }: GridPart): PartRow => {
    const template = templateOf(grid.templates, versionId)
    return [sheetId, versionId, fromOn, toOn, isMine, lines.map((line) => lineRow(template, line))]
  }
  const people = grid.people.map((person) => ({ ...person, parts: person.parts.map(partRow) }))
  return { cycle: grid.cycle, people, sources }
}

const gridOfRows = (templates: Grid['templates'], { cycle, sources, people }: GridRows): Grid => {
  const [lineIds, actualIds] = [wholeIds(), wholeIds()]
  const actualOf = ([id, value, source, sourceRow]: ActualRow): CardActual => {
    const [recordedAt, fileName, sourceNote] = sources[source] ?? [0, null, null]
    return { id: actualIds(id), value, recordedAt, fileName, sourceRow, sourceNote }
  }
  const lineOf = (template: GridTemplate, [id, kpi, actual, marks, agreed]: LineRow): GridLine => {
    const rule = template.lines[kpi]
    if (!rule) throw new RangeError(`template ${template.code} has no line at ${kpi}`)
    const [weightBp, target, isTargetProrated] = agreed ?? [rule.weightBp, rule.target ?? null, false]
    return {
      ...{ id: lineIds(id), kpiCode: rule.kpi, weightBp, target, isTargetProrated },
      actual: actual && actualOf(actual),
      marks: marks.map(([perspective, mark, comment, revision]) => ({ perspective, mark, comment, revision })),
    }
  }
  const partOf = ([sheetId, versionId, fromOn, toOn, isMine, lines]: PartRow): GridPart => {
    const template = templateOf(templates, versionId)
    return { sheetId, versionId, fromOn, toOn, isMine, lines: lines.map((line) => lineOf(template, line)) }
  }
  return { cycle, templates, people: people.map((person) => ({ ...person, parts: person.parts.map(partOf) })) }
}

/** What has not changed is one object for all, and packed once. */
const packedTemplates = new WeakMap<GridTemplate, Packed<GridTemplate>>()
const packTemplate = (template: GridTemplate): Packed<GridTemplate> => {
  const packed = packedTemplates.get(template) ?? pack(template)
  packedTemplates.set(template, packed)
  return packed
}
const eachOf = <From, To>(record: Readonly<Record<string, From>>, to: (from: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]))

/** As a loader hands it to its screen. */
export type PackedGrid = {
  readonly templates: Readonly<Record<string, Packed<GridTemplate>>>
  readonly rows: Packed<GridRows>
}
/** The page that the server draws takes the grid as it was before packing; only the browser has to read it. */
const before = new WeakMap<PackedGrid, Grid>()

export const packGrid = (grid: Grid): PackedGrid => {
  const packed = { templates: eachOf(grid.templates, packTemplate), rows: pack(rowsOfGrid(grid)) }
  before.set(packed, grid)
  return packed
}
export const unpackGrid = (packed: PackedGrid): Grid =>
  before.get(packed) ?? gridOfRows(eachOf(packed.templates, unpack), unpack(packed.rows))
