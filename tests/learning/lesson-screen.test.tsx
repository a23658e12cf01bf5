import type { ComponentType } from 'react'
import { expect, it } from 'vitest'
import { completeLesson, enrol } from '#app/learning/courses/enrolments.server.ts'
import * as screen from '#app/learning/screens/lesson.tsx'
import type { Db } from '#db/client.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { clock, eachEngine, now } from '../support/database.ts'
import { pageOf } from '../support/page.tsx'
import { content, lin, ok, withCourse } from './bank.ts'

const [first = '', second = '', last = ''] = content().lessons.map(({ slug }) => slug)

/** What stands at the foot of a lesson, as its reader sees it. */
const footOf = async (db: Db, enrolmentId: string, lesson: string) => {
  const cookie = await cookieOf(db, 'lin', clock.now)
  const params = { enrolmentId, lesson }
  const loaded = await dataOf(screen as unknown as RouteModule, {
    ...{ db, now, cookie, path: `/learn/${enrolmentId}/${lesson}`, params },
  })
  const html = await pageOf(screen.default as ComponentType, { words: ['learning'], loaded })
  return /<form method="post"[^>]*turn[\s\S]*?<\/form>|<div[^>]*turn[\s\S]*?<\/div>/.exec(html)?.[0] ?? ''
}

eachEngine('a lesson', (open) => {
  it('is finished by whoever has read it, and once it is, it only leads on', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    expect(await footOf(db, id, first)).toContain('Done, next lesson')

    await ok(completeLesson(db, lin, id, first, now))
    const foot = await footOf(db, id, first)
    expect(foot).toContain('Next lesson')
    expect(foot).toContain(`href="/learn/${id}/${second}"`)
    expect(foot).not.toContain('value="complete"')
  })

  it('that is the last leads back to its course', async () => {
    const db = await open()
    const { courseId } = await withCourse(db)
    const { id } = await ok(enrol(db, lin, courseId, null, now))
    expect(await footOf(db, id, last)).toContain('Finish this lesson')

    await ok(completeLesson(db, lin, id, last, now))
    const foot = await footOf(db, id, last)
    expect(foot).toContain('Back to the course')
    expect(foot).toContain(`href="/courses/${courseId}"`)
    expect(foot).not.toContain('value="complete"')
  })
})
