/**
 * Who mentors whom: the assignment of mentees to mentors' places with the greatest total fit. Every mentee who can be
 * paired is; among those the total fit is greatest; among equals the mentees are spread over the mentors. Solved by
 * the Hungarian method (Kuhn 1955, Munkres 1957) on mentors expanded to one column per place.
 */
import { munkres } from 'munkres'

/** Why two people are paired: keys that the screens word. */
export type MatchReason = { rule: string; weight: string; detail?: Record<string, string | number> }

/** Fit of a pair in whole points, 0 or more; null when the rules forbid it. */
export type FitOf = (mentorId: string, menteeId: string) => number | null
export type Place = { mentorId: string; capacity: number }
export type Match = { mentorId: string; menteeId: string; fit: number }

/** The cheapest assignment of rows to columns, as the column of each row; -1 for a row without one. */
export const assign = (cost: readonly (readonly number[])[]): number[] => {
  const columns = cost.map(() => -1)
  for (const [row, column] of munkres(cost as number[][])) columns[row] = column
  return columns
}

/** `mentors` and `menteeIds` in the order that decides between equals: by employee number. */
export const match = (mentors: readonly Place[], menteeIds: readonly string[], fitOf: FitOf): Match[] => {
  const places = mentors.flatMap(({ mentorId, capacity }) =>
    Array.from({ length: Math.min(capacity, menteeIds.length) }, (_, place) => ({ mentorId, place })),
  )
  const fits = menteeIds.map((menteeId) => {
    const known = new Map(mentors.map(({ mentorId }) => [mentorId, fitOf(mentorId, menteeId)]))
    return places.map(({ mentorId }) => known.get(mentorId) ?? null)
  })
  const most = fits.reduce((top, row) => row.reduce<number>((best, fit) => Math.max(best, fit ?? 0), top), 0)
  // Three aims in one whole number, each worth more than all of the next together: paired, fit, spread.
  const largest = mentors.reduce((top, { capacity }) => Math.max(top, capacity), 1)
  const perFit = menteeIds.length * largest + 1
  const perPair = (most * menteeIds.length + 1) * perFit
  const cost = fits.map((row) =>
    row.map((fit, column) => (fit === null ? 0 : (places[column]?.place ?? 0) - fit * perFit - perPair)),
  )
  return assign(cost).flatMap((column, row) => {
    const [menteeId, mentorId, fit] = [menteeIds[row], places[column]?.mentorId, fits[row]?.[column]]
    return menteeId !== undefined && mentorId !== undefined && fit !== null && fit !== undefined
      ? [{ mentorId, menteeId, fit }]
      : []
  })
}
