/** The small bank of performance, with what a post asks and how people were assessed. */
import { eq } from 'drizzle-orm'
import type { Outcome } from '#app/kernel/result.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { competencies, competencyAssessments, employees, postCompetencies } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { openBank } from '../performance/bank.ts'
import { clock } from '../support/database.ts'

export const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'done' : outcome.error.code)

/** The target post asks for level 4 of service; emp_1 was assessed at 2, then 3; emp_2 never. */
export const talentBank = async (db: Db) => {
  await openBank(db)
  await transact(db, async (tx) => {
    await tx.insert(accounts).values({ id: 'acc_emp_1', signInName: 'one', displayName: 'one', createdAt: clock.now })
    await tx.update(employees).set({ accountId: 'acc_emp_1' }).where(eq(employees.id, 'emp_1'))
    const name = { en: 'Service' }
    await tx.insert(competencies).values({ id: 'cmp_s', code: 'S', name, description: name, levels: [] })
    await tx.insert(postCompetencies).values([
      { postId: 'pst_branch-head', competencyId: 'cmp_s', level: 4 },
      { postId: 'pst_salesperson', competencyId: 'cmp_s', level: 3 },
    ])
    for (const [id, level, assessedOn] of [
      ['cas_1', 2, '2025-01-01'],
      ['cas_2', 3, '2026-01-01'],
    ] as const)
      await tx
        .insert(competencyAssessments)
        .values({ id, employeeId: 'emp_1', competencyId: 'cmp_s', level, assessedOn, assessedBy: 'acc' })
  })
}
export const target = { name: { en: 'Branch heads' }, postId: 'pst_branch-head', unitId: 'unt_b1' }
