import type { ComponentType } from 'react'
import { expect, it } from 'vitest'
import { importCourse } from '#app/learning/courses/course-import.server.ts'
import { returnCourseVersion, submitCourseVersion } from '#app/learning/courses/course-versions.server.ts'
import * as screen from '#app/learning/screens/course-version.tsx'
import { notices } from '#db/schema/notices.ts'
import { roleGrants } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { clock, eachEngine, now } from '../support/database.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { checker, content, officer, ok, withCourse } from './bank.ts'

eachEngine('a course version that is returned', (open) => {
  it('comes back to its author with the reason, and its author is told', async () => {
    const db = await open()
    await withCourse(db)
    const id = (await transact(db, (tx) => importCourse(tx, officer, { ...content(), digest: 'next' }, now))) ?? ''
    await ok(submitCourseVersion(db, officer, id, 1, now))
    await ok(returnCourseVersion(db, checker, id, { revision: 2, reason: 'Lesson two cites the old law' }, now))
    expect((await db.select().from(notices)).map(({ accountId, kind }) => [accountId, kind])).toEqual([
      ['acc_officer', 'course-approved'],
      ['acc_officer', 'course-returned'],
    ])

    await transact(db, (tx) =>
      tx.insert(roleGrants).values({
        ...{ id: 'rgr_1', accountId: 'acc_officer', role: 'learning-officer', unitId: 'unt_1', fromOn: '2026-01-01' },
        ...{ grantedBy: 'system', grantedAt: now },
      }),
    )
    const cookie = await cookieOf(db, 'officer', clock.now)
    const visit = { db, now, cookie, path: `/manage/courses/${id}`, params: { versionId: id } }
    const loaded = await dataOf(screen as unknown as RouteModule, visit)
    const text = textOf(await pageOf(screen.default as ComponentType, { words: ['learning'], loaded }))
    expect(text).toContain('checker returned it')
    expect(text).toContain('Lesson two cites the old law')
  })
})
