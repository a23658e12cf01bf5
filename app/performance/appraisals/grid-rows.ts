/**
 * The grid on its way to the browser. It has a line for each person and KPI, and the names of its fields would be most
 * of the page: lines travel as rows without names, the file of an actual as its place in a list.
 */
import type { CardActual, GivenMark } from './card.ts'
import type { Grid, GridLine, GridPart, GridPerson } from './grid.ts'

type ActualRow = readonly [
  id: CardActual['id'],
  value: CardActual['value'],
  unitId: CardActual['unitId'],
  file: number | null,
  sourceRow: CardActual['sourceRow'],
  sourceNote: CardActual['sourceNote'],
  recordedAt: CardActual['recordedAt'],
]
type MarkRow = readonly [
  perspective: GivenMark['perspective'],
  mark: GivenMark['mark'],
  comment: GivenMark['comment'],
  revision: GivenMark['revision'],
]
type LineRow = readonly [
  id: GridLine['id'],
  kpiCode: GridLine['kpiCode'],
  weightBp: GridLine['weightBp'],
  target: GridLine['target'],
  isTargetProrated: GridLine['isTargetProrated'],
  actual: ActualRow | null,
  marks: readonly MarkRow[],
]
type PartRows = Omit<GridPart, 'lines'> & { lines: readonly LineRow[] }
type PersonRows = Omit<GridPerson, 'parts'> & { parts: readonly PartRows[] }
export type GridRows = Omit<Grid, 'people'> & { files: readonly string[]; people: readonly PersonRows[] }

export const rowsOfGrid = (grid: Grid): GridRows => {
  const files = new Map<string, number>()
  const placeOf = (file: string): number => {
    const place = files.get(file) ?? files.size
    files.set(file, place)
    return place
  }
  const actualRow = (actual: CardActual): ActualRow => {
    const { id, value, unitId, fileName, sourceRow, sourceNote, recordedAt } = actual
    return [id, value, unitId, fileName === null ? null : placeOf(fileName), sourceRow, sourceNote, recordedAt]
  }
  const lineRow = ({ id, kpiCode, weightBp, target, isTargetProrated, actual, marks }: GridLine): LineRow => [
    ...([id, kpiCode, weightBp, target, isTargetProrated] as const),
    actual && actualRow(actual),
    marks.map(({ perspective, mark, comment, revision }) => [perspective, mark, comment, revision]),
  ]
  const people = grid.people.map((person) => ({
    ...person,
    parts: person.parts.map((part) => ({ ...part, lines: part.lines.map(lineRow) })),
  }))
  return { ...grid, people, files: [...files.keys()] }
}

export const gridOfRows = ({ files, ...rows }: GridRows): Grid => {
  const actualOf = ([id, value, unitId, file, sourceRow, sourceNote, recordedAt]: ActualRow): CardActual => {
    const fileName = file === null ? null : (files[file] ?? null)
    return { id, value, unitId, fileName, sourceRow, sourceNote, recordedAt }
  }
  const lineOf = ([id, kpiCode, weightBp, target, isTargetProrated, actual, marks]: LineRow): GridLine => ({
    ...{ id, kpiCode, weightBp, target, isTargetProrated },
    actual: actual && actualOf(actual),
    marks: marks.map(([perspective, mark, comment, revision]) => ({ perspective, mark, comment, revision })),
  })
  const people = rows.people.map((person) => ({
    ...person,
    parts: person.parts.map((part) => ({ ...part, lines: part.lines.map(lineOf) })),
  }))
  return { ...rows, people }
}
