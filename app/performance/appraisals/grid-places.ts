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

const placesOf = (grid: Grid, isAsked: (person: GridPerson, shown: Shown) => boolean = () => true): Place[] =>
  grid.people.flatMap((person) =>
    person.parts.flatMap((part) => {
      const template = grid.templates[part.versionId]
      if (!part.isMine || !template) return []
      return shownOf(template, part)
        .filter((shown) => isAsked(person, shown))
        .map(({ line }) => ({ employeeId: person.employeeId, lineId: line.id }))
    }),
  )

/** The cell of a line; null for one that the grid does not have. */
export const placeOf = (grid: Grid, lineId: string | undefined): Place | null =>
  placesOf(grid).find((place) => place.lineId === lineId) ?? null

/** Where one begins: at the first open cell, else at the first of all. */
export const startOf = (grid: Grid): Place | null => placesOf(grid, takesMark)[0] ?? placesOf(grid)[0] ?? null

/** Lines whose marks can still be given. */
export const openLines = (grid: Grid): ReadonlySet<string> =>
  new Set(placesOf(grid, takesMark).map(({ lineId }) => lineId))
