import type { ComponentType } from 'react'
import { expect, it } from 'vitest'
import type { CourseContent } from '#app/learning/courses/course-content.server.ts'
import { importCourse } from '#app/learning/courses/course-import.server.ts'
import {
  approveCourseVersion,
  coursesToApprove,
  findCourseVersion,
  returnCourseVersion,
  submitCourseVersion,
} from '#app/learning/courses/course-versions.server.ts'
import * as screen from '#app/learning/screens/course-version.tsx'
import type { Db } from '#db/client.server.ts'
import { notices } from '#db/schema/notices.ts'
import { roleGrants } from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { clock, eachEngine, now } from '../support/database.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { checker, content, lin, officer, ok, withCourse } from './bank.ts'

const grantOfficer = (db: Db) =>
  transact(db, (tx) =>
    tx.insert(roleGrants).values({
      ...{ id: 'rgr_1', accountId: 'acc_officer', role: 'learning-officer', unitId: 'unt_1', fromOn: '2026-01-01' },
      ...{ grantedBy: 'system', grantedAt: now },
    }),
  )
const loaded = async (db: Db, id: string, query = '') => {
  const cookie = await cookieOf(db, 'officer', clock.now)
  const visit = { db, now, cookie, path: `/manage/courses/${id}${query}`, params: { versionId: id } }
  return dataOf(screen as unknown as RouteModule, visit)
}
const read = async (db: Db, id: string, query = '') =>
  textOf(await pageOf(screen.default as ComponentType, { words: ['learning'], loaded: await loaded(db, id, query) }))

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

    await grantOfficer(db)
    const text = await read(db, id)
    expect(text).toContain('checker returned it')
    expect(text).toContain('Lesson two cites the old law')
  })
})

eachEngine('a learning officer of one branch', (open) => {
  it('reads a course of the whole bank, and takes none of its steps', async () => {
    const db = await open()
    await withCourse(db)
    const id = (await transact(db, (tx) => importCourse(tx, officer, { ...content(), digest: 'next' }, now))) ?? ''
    const ofBranch = { ...checker, grants: [{ role: 'learning-officer', path: '/HO/B1/' }] }
    expect(await findCourseVersion(db, ofBranch, id)).toMatchObject({ id, state: 'draft' })
    const refusal = { error: { code: 'no-such-course' } }
    expect(await submitCourseVersion(db, ofBranch, id, 1, now)).toMatchObject(refusal)
    await ok(submitCourseVersion(db, officer, id, 1, now))
    expect(await coursesToApprove(db, ofBranch)).toEqual([])
    expect(await approveCourseVersion(db, ofBranch, id, 2, now)).toMatchObject(refusal)
    expect(await returnCourseVersion(db, ofBranch, id, { revision: 2, reason: 'x' }, now)).toMatchObject(refusal)
  })
})

eachEngine('a course version that waits', (open) => {
  it('is read before it is approved: its lessons, its questions without their key, and what is new', async () => {
    const db = await open()
    await withCourse(db)
    const { file, lessons, questions } = content()
    const [first, second, ...rest] = lessons
    const [dropped, altered, ...others] = questions
    const [gone, ...kept] = rest
    if (!first || !second || !gone || !dropped || !altered || !file.assessment)
      throw new Error('the course is too short')
    const next: CourseContent = {
      file: { ...file, assessment: { ...file.assessment, pass_percent: '85' } },
      lessons: [
        { ...first, body: { en: 'Know *whose* money it is.' } },
        { ...second, minutes: second.minutes + 1 },
        { ...second, slug: 'tipping-off' },
        ...kept,
      ],
      questions: [{ ...altered, digest: 'altered' }, ...others],
      digest: 'next',
    }
    const id = (await transact(db, (tx) => importCourse(tx, officer, next, now))) ?? ''
    const waitingFor = async (who: typeof checker) => (await coursesToApprove(db, who)).map((version) => version.id)
    expect(await waitingFor(checker)).toEqual([])
    const away = { ...checker, id: 'acc_away' }
    await ok(submitCourseVersion(db, { ...officer, onBehalfOf: away.id }, id, 1, now))
    expect([await waitingFor(checker), await waitingFor(officer), await waitingFor(lin)]).toEqual([[id], [], []])
    // What a deputy handed in is of whoever they stood in for too.
    expect(await waitingFor(away)).toEqual([])
    expect(await approveCourseVersion(db, away, id, 2, now)).toMatchObject({ error: { code: 'maker-is-checker' } })
    await grantOfficer(db)
    const lesson = await read(db, id, `?lesson=${first.slug}`)
    expect(lesson).toContain('Know whose money it is.')
    // Another text, or another length.
    expect(lesson.match(/ Changed /g)).toHaveLength(2)
    expect(lesson.match(/ New /g)).toHaveLength(1)
    expect(lesson.match(/No longer there: /g)).toHaveLength(1)
    expect(lesson).toContain(`No longer there: ${gone.title.en}`)
    expect(lesson).toContain('The pass mark was 80%.')
    const bank = await read(db, id, '?questions=1')
    expect(bank).toContain('One question of the active version is no longer there.')
    expect(bank).toContain(altered.sourceId)
    expect(JSON.stringify(await loaded(db, id, '?questions=1'))).not.toMatch(/fraction|feedback/)
  })
})
