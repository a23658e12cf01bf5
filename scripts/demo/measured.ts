/**
 * Ratings of a bank that is made for measuring: published results without the goals and marks that they would come
 * from, so that a run of 100,000 people has something to read and the bank is made in minutes.
 */
import type { ScorecardResult } from '#app/performance/scorecard.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { appraisals, templateVersions, unitScores } from '#db/schema/performance.ts'
import { after } from './acting.ts'
import type { DemoBank } from './people.ts'
import { cycleOf } from './performance.ts'

const bands = [
  { rating: 'A', least: 105, most: null },
  { rating: 'B', least: 90, most: '105' },
  { rating: 'C', least: 75, most: '90' },
  { rating: 'D', least: 60, most: '75' },
]

export const writeRatings = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const cycle = await cycleOf(tx, bank, 'older')
  const chance = bank.chance('ratings')
  const versions = await tx.select({ definition: templateVersions.definition }).from(templateVersions)
  const appraised = new Set(versions.flatMap(({ definition }) => definition.posts))
  const hr = bank.who('hr').accountId
  const at = bank.at(after(cycle, 12), 10)
  const rows = bank.people.flatMap((person) => {
    const last = person.assignments.at(-1)
    if (!last || !appraised.has(last.post.code) || person.employments.at(-1)?.toOn !== null) return []
    const score = chance.whole(6_800, 11_400) / 100
    const band = bands.find((each) => score >= each.least) ?? { rating: 'D', least: 60, most: '75' }
    const result: ScorecardResult = {
      score: String(score),
      bandRating: band.rating,
      finalRating: band.rating,
      band: { least: String(band.least), most: band.most },
      cappedBy: [],
      lines: [],
      steps: [],
    }
    return [
      {
        id: bank.id('apr', person.number, at),
        cycleId: cycle.id,
        employeeId: person.id,
        unitPath: last.unit.path,
        managerId: last.managerId,
        managerReviewedBy: last.managerId ? bank.person(last.managerId).accountId : hr,
        managerReviewedAt: at,
        calibratedBy: hr,
        calibratedAt: at,
        publishedBy: hr,
        publishedAt: at,
        score: String(score),
        bandRating: band.rating,
        finalRating: band.rating,
        result,
      },
    ]
  })
  await insertRows(tx, appraisals, rows)
  const large = bank.units.filter((unit) => unit.kind === 'head-office' || unit.kind === 'branch')
  await insertRows(
    tx,
    unitScores,
    large.map((unit) => ({
      cycleId: cycle.id,
      unitId: unit.id,
      score: String(chance.whole(820, 1_120) / 10),
      recordedBy: hr,
      recordedAt: at,
    })),
  )
}
