import { diskTrouble } from './disk-trouble.ts'

/** Which faults pass by themselves: the database busy with another writer, or a server that is away for a moment. */
const passing =
  /SQLITE_BUSY|database is locked|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|fetch failed|WEBSOCKET_ERROR|SERVER_ERROR: 5\d\d/

/** Looks through an error and what caused it; the drivers differ in where they say it. */
export const isTransient = (error: unknown): boolean => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    if (passing.test(code) || passing.test(at.message)) return true
  }
  return diskTrouble(error) !== null
}

/** Seconds before the next try of what failed: 2, 4, 8 … up to an hour. */
export const waitBeforeRetry = (attempts: number): number => Math.min(2 ** Math.max(1, attempts), 3_600)

/** Seconds before a job whose database was away is tried again: as long as it has waited already, up to a minute. */
export const waitForStorage = (waitedMs: number): number => Math.min(Math.max(2, Math.round(waitedMs / 1_000)), 60)
