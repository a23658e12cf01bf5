/** What the bank's authors keep under content/ is brought in at start: new and changed courses become drafts. */
import { translator } from '#app/i18n/words.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { dayOf, type Instant } from '#app/kernel/day.ts'
import { loadCourses } from '#app/learning/courses/course-import.server.ts'
import type { Db } from '#db/client.server.ts'
import { transact } from '#db/transact.server.ts'

/** A folder that cannot be read is named and left out; the bank opens all the same. */
export const loadContent = async (db: Db, now: Instant, say: (line: string) => void): Promise<void> => {
  const actor = systemActor(dayOf(now, 'Asia/Shanghai'))
  const { drafted, problems } = await transact(db, (tx) => loadCourses(tx, actor, now))
  for (const { slug } of drafted) say(`The course ${slug} is new or changed: its draft waits for approval.`)
  const t = translator('en', 'learning', 'UTC')
  for (const { file, line, code, detail } of problems) {
    const place = line > 0 ? `${file}:${line}` : file
    say(`content/courses/${place}: ${t(`content.faults.${code}`, { detail })} The course was left out.`)
  }
}
