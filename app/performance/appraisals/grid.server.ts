/** The people whom the actor scores in a cycle, with everything that the grid computes from. */
import { and, eq } from 'drizzle-orm'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import type { Reader } from '#db/client.server.ts'
import { goalSheets } from '#db/schema/performance.ts'
import { type Cycle, sheetsScoredBy } from '../cycles.server.ts'
import type { Template } from '../template.ts'
import type { CardReview } from './card.ts'
import { cardsOf } from './cards.server.ts'
import type { Grid, GridPerson, GridTemplate } from './grid.ts'

/** Whether the actor scores anyone in the cycle. */
export const scoresAnyone = async (db: Reader, actor: Actor, cycleId: string): Promise<boolean> => {
  const mine = sheetsScoredBy(actor)
  if (!mine) return false
  const rows = await db
    .select({ id: goalSheets.id })
    .from(goalSheets)
    .where(and(eq(goalSheets.cycleId, cycleId), mine))
    .limit(1)
  return rows.length > 0
}

/** What was compiled from a template as it is shown is found again by it. */
const shown = new WeakMap<Template, GridTemplate>()
const templateShown = (template: Template): GridTemplate => {
  const known = shown.get(template)
  if (known) return known
  const { code, name, lines, perspectives, missing, adjustments, range, bands } = template
  const made = { code, name, lines, perspectives, missing, adjustments, range, bands }
  shown.set(template, made)
  return made
}
const reviewShown = (review: CardReview): GridPerson['review'] => {
  const { adjustment, adjustmentReason, calibratedRating, calibrationReason, selfComment, managerComment } = review
  return { adjustment, adjustmentReason, calibratedRating, calibrationReason, selfComment, managerComment }
}

/** Null when the actor scores nobody in the cycle. */
export const gridOf = async (db: Reader, actor: Actor, cycle: Cycle): Promise<Grid | null> => {
  const mine = sheetsScoredBy(actor)
  if (!mine) return null
  const sheets = await db
    .select({
      id: goalSheets.id,
      employeeId: goalSheets.employeeId,
      managerId: goalSheets.managerId,
      unitPath: goalSheets.unitPath,
    })
    .from(goalSheets)
    .where(and(eq(goalSheets.cycleId, cycle.id), mine))
  const own = new Set(sheets.filter((sheet) => can(actor, 'appraisal.score', sheet)).map((sheet) => sheet.id))
  const ids = [...new Set(sheets.filter((sheet) => own.has(sheet.id)).map((sheet) => sheet.employeeId))]
  if (ids.length === 0) return null
  const cards = await cardsOf(db, cycle, ids)
  const rows = new Map((await employeeRows(db, ids, cycle.toOn)).map((row) => [row.id, row]))
  const templates: Record<string, GridTemplate> = {}
  const people = cards.map((card): GridPerson => {
    const row = rows.get(card.employeeId)
    return {
      employeeId: card.employeeId,
      appraisalId: card.review.id,
      name: row?.name ?? '',
      number: row?.number ?? '',
      post: row?.postName ?? null,
      isSubmitted: card.review.managerReviewedAt !== null,
      review: reviewShown(card.review),
      vetoes: card.vetoes,
      parts: card.parts.map(({ sheet, template, lines }) => {
        templates[sheet.templateVersionId] ??= templateShown(template)
        const { id: sheetId, templateVersionId: versionId, fromOn, toOn } = sheet
        return {
          sheetId,
          versionId,
          fromOn,
          toOn,
          isMine: own.has(sheet.id),
          lines,
        }
      }),
    }
  })
  const collator = new Intl.Collator('zh-CN')
  const { id, name, fromOn, toOn } = cycle
  return {
    cycle: { id, name, fromOn, toOn },
    templates,
    people: people.sort((a, b) => collator.compare(a.name, b.name)),
  }
}
