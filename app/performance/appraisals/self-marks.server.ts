/** A self review as one form posts it: every mark that changed, in one transaction. */
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { transact } from '#db/transact.server.ts'
import { findAppraisal } from './appraisals.server.ts'
import { cardsOf } from './cards.server.ts'
import { giveMark, type MarkRefusal } from './marks.server.ts'

type Texts = Record<string, string>

export const saveSelfMarks = (
  db: Db | Tx,
  actor: Actor,
  given: { appraisalId: string; marks: Texts; comments: Texts; revisions: Texts },
  now: Instant,
): Promise<Outcome<undefined, MarkRefusal | 'no-such-appraisal'>> =>
  transact(db, async (tx) => {
    const found = await findAppraisal(tx, actor, given.appraisalId)
    if (!found) return refused('no-such-appraisal')
    const [card] = await cardsOf(tx, found.cycle, [found.appraisal.employeeId])
    for (const line of (card?.parts ?? []).flatMap((part) => part.lines)) {
      const mark = given.marks[line.id]?.trim() || null
      const comment = given.comments[line.id]?.trim() || null
      const known = line.marks.find((each) => each.perspective === 'self')
      const isSame = mark === (known?.mark ?? null) && comment === (known?.comment ?? null)
      if (line.goal.source !== 'judged' || isSame || (mark === null && !known)) continue
      const revision = Number(given.revisions[line.id] ?? 0)
      const outcome = await giveMark(tx, actor, { lineId: line.id, perspective: 'self', mark, comment, revision }, now)
      if (!outcome.ok) return refused(outcome.error.code)
    }
    return done()
  })
