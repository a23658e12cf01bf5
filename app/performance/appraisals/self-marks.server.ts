/** A self review as one form posts it: every mark that changed and the words about it all, in one transaction. */
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { transact } from '#db/transact.server.ts'
import { findAppraisal } from './appraisals.server.ts'
import { cardsOf } from './cards.server.ts'
import { giveMark, type MarkRefusal } from './marks.server.ts'
import { keepSelfComment, type ReviewRefusal } from './reviews.server.ts'

type Texts = Record<string, string>
type Given = { appraisalId: string; marks: Texts; comments: Texts; comment: string | null; revisions: Texts }
type Refusal = MarkRefusal | ReviewRefusal | 'mark-missing'

/** Where something at a line refuses all, the refusal names the lines: what was typed there is said to be so there. */
export const saveSelfMarks = (
  db: Db | Tx,
  actor: Actor,
  given: Given,
  now: Instant,
): Promise<Outcome<undefined, Refusal, { lineIds: readonly string[] }>> =>
  transact(db, async (tx) => {
    const found = await findAppraisal(tx, actor, given.appraisalId)
    if (!found) return refused('no-such-appraisal')
    const [card] = await cardsOf(tx, found.cycle, [found.appraisal.employeeId])
    const judged = (card?.parts ?? []).flatMap((part) => part.lines.filter((line) => line.goal.source === 'judged'))
    const typed = judged.map((line) => ({
      lineId: line.id,
      mark: given.marks[line.id]?.trim() || null,
      comment: given.comments[line.id]?.trim() || null,
      known: line.marks.find((each) => each.perspective === 'self'),
    }))
    // A comment is kept with its mark alone, and what somebody typed is not dropped unsaid.
    const unmarked = typed.filter(({ mark, comment }) => mark === null && comment !== null)
    if (unmarked.length > 0) return refused('mark-missing', { lineIds: unmarked.map(({ lineId }) => lineId) })
    for (const { lineId, mark, comment, known } of typed) {
      const isSame = mark === (known?.mark ?? null) && comment === (known?.comment ?? null)
      if (isSame) continue
      const revision = Number(given.revisions[lineId] ?? 0)
      const outcome = await giveMark(tx, actor, { lineId, perspective: 'self', mark, comment, revision }, now)
      if (!outcome.ok) return refused(outcome.error.code, { lineIds: [lineId] })
    }
    if (given.comment === found.appraisal.selfComment) return done()
    const kept = await keepSelfComment(tx, actor, given, now)
    return kept.ok ? done() : refused(kept.error.code)
  })
