/** What one person's appraisal page shows: their lines with points, and the result where it may be seen. */
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import type { Reader } from '#db/client.server.ts'
import { barEnd } from '../kpis/curve-shape.ts'
import { isCounted } from '../template.ts'
import { stateOf } from './appraisal-state.ts'
import { appealsOf, findAppraisal } from './appraisals.server.ts'
import { cardsOf } from './cards.server.ts'

export const appraisalView = async (db: Reader, actor: Actor, id: string) => {
  const found = await findAppraisal(db, actor, id)
  if (!found) return null
  const { appraisal, cycle } = found
  const [card] = await cardsOf(db, cycle, [appraisal.employeeId])
  const people = await employeeRows(
    db,
    appraisal.managerId ? [appraisal.employeeId, appraisal.managerId] : [appraisal.employeeId],
    cycle.toOn,
  )
  const isSelf = appraisal.employeeId === actor.employeeId
  const showsResult = can(actor, 'appraisal.read-rating', appraisal)
  const result = showsResult ? appraisal.result : null
  const person = people.find((each) => each.id === appraisal.employeeId)
  const template = card?.parts.at(-1)?.template
  return {
    cycle,
    isSelf,
    showsResult,
    person: {
      id: appraisal.employeeId,
      name: person?.name ?? '',
      post: person?.postName ?? null,
      unit: person?.unitName ?? null,
    },
    managerName: people.find((each) => each.id === appraisal.managerId)?.name ?? null,
    state: stateOf(appraisal),
    bands: (template?.bands ?? []).map(({ rating, name, from }) => ({ rating, name, from })),
    appraisal: {
      id: appraisal.id,
      revision: appraisal.revision,
      employeeId: appraisal.employeeId,
      unitPath: appraisal.unitPath,
      managerId: appraisal.managerId,
      selfReviewedAt: appraisal.selfReviewedAt,
      selfComment: isSelf || appraisal.selfReviewedAt !== null ? appraisal.selfComment : null,
      managerReviewedAt: appraisal.managerReviewedAt,
      managerReviewedBy: appraisal.managerReviewedBy,
      calibratedAt: appraisal.calibratedAt,
      calibratedBy: appraisal.calibratedBy,
      publishedAt: appraisal.publishedAt,
      acknowledgedAt: appraisal.acknowledgedAt,
      acknowledgementNote: appraisal.acknowledgementNote,
      managerComment: showsResult ? appraisal.managerComment : null,
      score: showsResult ? appraisal.score : null,
      bandRating: showsResult ? appraisal.bandRating : null,
      finalRating: showsResult ? appraisal.finalRating : null,
      calibrationReason: showsResult ? appraisal.calibrationReason : null,
    },
    result,
    parts: (card?.parts ?? []).map(({ sheet, template: { name, perspectives }, lines }, index) => ({
      sheetId: sheet.id,
      fromOn: sheet.fromOn,
      toOn: sheet.toOn,
      templateName: name,
      barEnd: barEnd(lines.map(({ goal }) => goal.curve)),
      countsSelf: isCounted(perspectives, 'self'),
      lines: lines.map(({ goal, actual, marks, ...line }) => ({
        id: line.id,
        kpi: line.kpiCode,
        weightBp: line.weightBp,
        target: line.target,
        name: goal.name,
        unit: goal.unit ?? null,
        source: goal.source,
        curve: goal.curve,
        actual,
        self: isSelf || showsResult ? (marks.find((mark) => mark.perspective === 'self') ?? null) : null,
        manager: showsResult ? (marks.find((mark) => mark.perspective === 'manager') ?? null) : null,
        points: result?.lines.find((each) => each.part === index && each.kpi === line.kpiCode)?.points ?? null,
      })),
    })),
    appeals: showsResult ? await appealsOf(db, appraisal.id) : [],
  }
}
export type AppraisalView = NonNullable<Awaited<ReturnType<typeof appraisalView>>>
