/** Sends one letter; tries again later and later for two days. */
import { waitBeforeRetry } from '#app/kernel/job-retry.ts'
import { defineJob, JobFailure } from '#app/kernel/jobs.server.ts'
import { findMail, mailJobKind, markSent, markUnsent, type Posted, post } from '#app/kernel/mail.server.ts'

/** Waits of 2 s, 4 s … an hour: the last try comes two days after the first. */
const mostTries = 60

export const mailJob = defineJob<{ mailId: string }, Posted | 'kept'>({
  kind: mailJobKind,
  lane: 'errand',
  outside: async (db, job) => {
    const mail = await findMail(db, job.input.mailId)
    if (!mail || mail.sentAt !== null) return { sent: true }
    const { smtpUrl, origin } = job.surroundings
    return smtpUrl ? post(smtpUrl, origin, mail, job.signal) : 'kept'
  },
  step: async (tx, job) => {
    const mail = await findMail(tx, job.input.mailId)
    const ended = { cursor: null, done: 1, total: 1, finished: true } as const
    if (!mail || mail.sentAt !== null || job.prepared === 'kept') return ended
    if (job.prepared.sent) {
      await markSent(tx, mail.id, job.now)
      return ended
    }
    const { reason, isFinal } = job.prepared
    if (isFinal || mail.attempts + 1 >= mostTries)
      throw new JobFailure('mail-refused', { reason: reason.slice(0, 200) })
    const resumeAt = job.now + waitBeforeRetry(mail.attempts + 1) * 1_000
    await markUnsent(tx, mail, reason, resumeAt)
    return { cursor: null, done: 0, total: 1, resumeAt }
  },
  ended: async (tx, job, _state, failure) => {
    const mail = await findMail(tx, job.input.mailId)
    if (mail) await markUnsent(tx, mail, String(failure?.params?.reason ?? failure?.code ?? ''), job.now)
  },
})
