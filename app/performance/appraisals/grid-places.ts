/** The cells of the scoring grid as places where the keyboard can stand: lines of one's own parts, as they are shown. */
import { type Grid, type GridLine, type GridPart, type GridPerson, type GridTemplate, linesShown } from './grid.ts'

export type Place = { employeeId: string; lineId: string }

/** The line of a part that stands first. */
export const firstLine = (grid: Grid, part: GridPart): GridLine | undefined => {
  const template = grid.templates[part.versionId]
  return (template && shownOf(template, part)[0]?.line) ?? part.lines[0]
}

const shownOf = (template: GridTemplate, { lines }: GridPart) =>
  linesShown(template).flatMap((rule) => {
    const line = lines.find((each) => each.kpiCode === rule.kpi)
    return line ? [{ rule, line }] : []
  })

type Shown = ReturnType<typeof shownOf>[number]
/** Open to a mark: judged, and not handed in. */
const takesMark = ({ isSubmitted }: GridPerson, { rule }: Shown): boolean => rule.source === 'judged' && !isSubmitted

/** One after the other: most who ask need the first that fits, and the grid asks with each key. */
function* placesOf(grid: Grid, isAsked: (person: GridPerson, shown: Shown) => boolean): Generator<Place> {
  for (const person of grid.people)
    for (const part of person.parts) {
      const template = grid.templates[part.versionId]
      if (!part.isMine || !template) continue
      for (const shown of shownOf(template, part))
        if (isAsked(person, shown)) yield { employeeId: person.employeeId, lineId: shown.line.id }
    }
}
const firstPlace = (...asked: Parameters<typeof placesOf>): Place | null => placesOf(...asked).next().value ?? null

/** The cell of a line; null for one that the grid does not have. */
export const placeOf = (grid: Grid, lineId: string): Place | null =>
  firstPlace(grid, (_, { line }) => line.id === lineId)

/** Where one begins: at the first open cell, else at the first of all. */
export const startOf = (grid: Grid): Place | null => firstPlace(grid, takesMark) ?? firstPlace(grid, () => true)

/** Lines whose marks can still be given. */
export const openLines = (grid: Grid): ReadonlySet<string> =>
  new Set([...placesOf(grid, takesMark)].map(({ lineId }) => lineId))
