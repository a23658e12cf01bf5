/**
 * Mail as rows: queued in the transaction of what it tells, sent by a job. At least once, under a Message-ID that
 * stays the same, so that a second copy is known as one.
 */
import { desc, eq } from 'drizzle-orm'
import type { Reader, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { mails } from '#db/schema/kernel.ts'
import { newId } from '#db/transact.server.ts'
import type { Instant } from './day.ts'
import { enqueueNew } from './jobs.server.ts'
import type { Locale } from './words.ts'

export type Letter = {
  to: string
  language: Locale
  subject: string
  /** Plain text. A line that begins with / is an address of ours; the origin is put before it when it is sent. */
  body: string
  /** Not before this time: quiet hours. */
  sendAfter?: Instant
}
export type Mail = typeof mails.$inferSelect

export const mailJobKind = 'mail'

/** Queues a letter. `key` makes the same letter one, however often it is asked for. */
export const queueMail = async (tx: Tx, letter: Letter, now: Instant, key?: string): Promise<string> => {
  const id = key ?? newId(tx, 'mail', now)
  if (!(await findMail(tx, id))) await queueNewMails(tx, [{ id, ...letter }], now)
  return id
}

/** Queues letters whose ids nobody has had yet. */
export const queueNewMails = async (
  tx: Tx,
  letters: readonly (Letter & { id: string })[],
  now: Instant,
): Promise<void> => {
  const rows = letters.map(({ id, to, language, subject, body, sendAfter = now }) => ({
    ...{ id, to, language, body, queuedAt: now, sendAfter },
    // A line break in a subject would begin another header.
    subject: subject.replace(/\s+/g, ' ').trim(),
  }))
  await insertRows(tx, mails, rows)
  await enqueueNew(
    tx,
    rows.map(({ id, sendAfter }) => ({
      ...{ kind: mailJobKind, input: { mailId: id }, requestedBy: 'system' },
      ...{ onceKey: `mail ${id}`, runAfter: sendAfter },
    })),
    now,
  )
}

export const findMail = async (db: Reader | Tx, id: string): Promise<Mail | null> => {
  const [row] = await db.select().from(mails).where(eq(mails.id, id))
  return row ?? null
}

/** The newest letters, for the outbox of a house without a mail server. */
export const newestMails = async (db: Reader, count: number): Promise<Mail[]> =>
  await db.select().from(mails).orderBy(desc(mails.queuedAt), desc(mails.id)).limit(count)

/** Addresses of ours, as a reader outside needs them. */
export const withOrigin = (body: string, origin: string): string => body.replace(/^\/(?!\/)/gm, `${origin}/`)

export type Posted = { sent: true } | { sent: false; reason: string; isFinal: boolean }

/** Hands a letter to the mail server. A refusal of the 500s (RFC 5321, 4.2.1) is final, anything else may pass. */
export const post = async (smtpUrl: string, origin: string, mail: Mail, signal: AbortSignal): Promise<Posted> => {
  const house = new URL(origin).hostname
  const address = new URL(smtpUrl)
  const from = address.searchParams.get('from') ?? `Echelon <echelon@${house}>`
  address.searchParams.delete('from')
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    url: address.toString(),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  })
  const leave = () => transport.close()
  signal.addEventListener('abort', leave)
  try {
    await transport.sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      text: withOrigin(mail.body, origin),
      messageId: `<${mail.id}@${house}>`,
      date: new Date(mail.queuedAt),
      headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
    })
    return { sent: true }
  } catch (error) {
    const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
    return { sent: false, reason: error instanceof Error ? error.message : String(error), isFinal: code >= 500 }
  } finally {
    signal.removeEventListener('abort', leave)
    transport.close()
  }
}

export const markSent = async (tx: Tx, id: string, now: Instant): Promise<void> => {
  await tx.update(mails).set({ sentAt: now, lastError: null }).where(eq(mails.id, id))
}

export const markUnsent = async (tx: Tx, mail: Mail, reason: string, sendAfter: Instant): Promise<void> => {
  const change = { attempts: mail.attempts + 1, lastError: reason.slice(0, 500), sendAfter }
  await tx.update(mails).set(change).where(eq(mails.id, mail.id))
}
