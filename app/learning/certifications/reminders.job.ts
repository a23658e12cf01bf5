/** Every hour, by the bank's day: certificates that end, courses that are due. Each threshold is told once. */
import { defineJob } from '#app/kernel/jobs.server.ts'
import { todayAt } from '#app/organisation/settings/settings.server.ts'
import { remindOfCertificates, remindOfCourses } from './reminders.server.ts'

type Cursor = { part: 'certificates' | 'courses'; after: string; told: number }
const isCursor = (value: unknown): value is Cursor => typeof value === 'object' && value !== null && 'part' in value

export const remindersJob = defineJob({
  kind: 'learning-reminders',
  lane: 'errand',
  everyMs: 3_600_000,
  step: async (tx, job) => {
    const cursor: Cursor = isCursor(job.cursor) ? job.cursor : { part: 'certificates', after: '', told: 0 }
    const day = await todayAt(tx, job.now)
    const remind = cursor.part === 'certificates' ? remindOfCertificates : remindOfCourses
    const { told, last } = await remind(tx, day, cursor.after, job.now)
    const done = cursor.told + told
    if (last !== null) return { cursor: { ...cursor, after: last, told: done }, done, total: null }
    if (cursor.part === 'courses') return { cursor: null, done, total: done, finished: true }
    return { cursor: { part: 'courses', after: '', told: done }, done, total: null }
  },
})
