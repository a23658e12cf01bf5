/** How ratings spread over people, beside the spread that their templates give as a guide. Nobody is moved by it. */
import { roundedQuotient } from '#app/kernel/fraction.ts'
import type { Words } from '#app/kernel/words.ts'
import { bandsUpward } from '../rating.ts'
import { type Band, totalGuideBp, wholeWeightBp } from '../template.ts'

/** In place of a rating, for those who have none yet; no template has a rating of this name. */
export const unrated = '-'

/** So many people of one template have one rating, or none yet. */
export type RatedGroup = { rating: string | null; count: number; bands: readonly Band[] }
export type SpreadRating = {
  rating: string
  name: Words
  count: number
  /** Of all who have a rating, in basis points, half away from zero. */
  shareBp: number
  /** What the templates expect of these people together; null where one of them has no guide. */
  guideBp: number | null
}

/** Every rating of the templates from the best down, also one that nobody has. */
export const ratingSpread = (groups: readonly RatedGroup[]): SpreadRating[] => {
  const rated = groups.filter((group) => group.rating !== null)
  const people = rated.reduce((sum, group) => sum + group.count, 0)
  // A guide for some people says nothing about all of them.
  const isGuided = people > 0 && rated.every((group) => totalGuideBp(group.bands) === wholeWeightBp)
  const best = bandsUpward(groups.flatMap((group) => group.bands)).reverse()
  return best
    .filter((band, index) => best.findIndex((each) => each.rating === band.rating) === index)
    .map(({ rating, name }) => {
      const count = rated.reduce((sum, group) => sum + (group.rating === rating ? group.count : 0), 0)
      const expected = rated.reduce((sum, { count: among, bands }) => sum + among * guideOf(bands, rating), 0)
      return {
        rating,
        name,
        count,
        shareBp: people === 0 ? 0 : roundedQuotient(count * wholeWeightBp, people),
        guideBp: isGuided ? roundedQuotient(expected, people) : null,
      }
    })
}

const guideOf = (bands: readonly Band[], rating: string): number =>
  bands.find((band) => band.rating === rating)?.guideBp ?? 0
