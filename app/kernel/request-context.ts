/** What the server hands to every loader and action. */
import type { Db } from '#db/client.server.ts'
import type { Instant } from './day.ts'

export type RequestContext = {
  db: Db
  /** Read once per request. */
  now: Instant
  /** Of this response's Content-Security-Policy. */
  nonce: string
  /** Aborts when the server stops; event streams listen to it. */
  shutdown: AbortSignal
  /** The address of the browser, as far as TRUST_PROXY lets us know it. */
  clientAddress: string
  /** Where the product is reached: 'https://echelon.bank.example'. */
  origin: string
  /** For signing what comes back from a browser. */
  secret: string
  /** Folder of files, backups and the embedded database. */
  varDir: string
  /** Whether mail is shown in the outbox instead of being sent. */
  mailIsShown: boolean
  isDevelopment: boolean
  /** Called with an audit sequence after a write, so that a replica behind it is bypassed for this person. */
  wroteUpTo: (seq: number) => void
  /** The audit sequence that a replica must have for this browser. */
  seenUpTo: number
}
