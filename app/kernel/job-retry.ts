import { diskTrouble } from './disk-trouble.ts'

/** Which faults pass by themselves: the database busy with another writer, or a server that is away for a moment. */
const passing =
  /SQLITE_BUSY|database is locked|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|NOT_KNOWN_WHETHER_KEPT|fetch failed|WEBSOCKET_ERROR|SERVER_ERROR: 5\d\d/

/**
 * What passes by itself, in one line, or null. Looks through an error and what caused it: the drivers differ in where
 * they say it. A query that failed says its SQL and its values around that, which prove nothing and are nobody's to read.
 */
export const passingTrouble = (error: unknown): string | null => {
  const disk = diskTrouble(error)
  if (disk) return disk
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    const said = 'query' in at ? '' : at.message
    if (passing.test(code) || passing.test(said)) return said.split('\n')[0] || code
  }
  return null
}

export const isTransient = (error: unknown): boolean => passingTrouble(error) !== null

/** Seconds before the next try of what failed: 2, 4, 8 … up to an hour. */
export const waitBeforeRetry = (attempts: number): number => Math.min(2 ** Math.max(1, attempts), 3_600)

/** Seconds before a job whose database was away is tried again: as long as it has waited already, up to a minute. */
export const waitForStorage = (waitedMs: number): number => Math.min(Math.max(2, Math.round(waitedMs / 1_000)), 60)
