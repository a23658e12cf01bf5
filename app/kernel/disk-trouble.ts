/** A disk that takes nothing more. That passes once somebody has made space or mended it; nothing is lost by it. */

const words: readonly (readonly [RegExp, string])[] = [
  // SHMSIZE: the file beside the database that its readers share could not grow.
  [/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/, 'the disk is full'],
  [/^(SQLITE_READONLY\w*|EROFS)$/, 'the disk is read-only'],
  [/^(SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|SHM\w+)|EIO|EFBIG)$/, 'the disk takes nothing'],
]

/** Why the disk took nothing, or null when that is not what went wrong. Looks through an error and its causes. */
export const diskTrouble = (error: unknown): string | null => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = 'code' in at && typeof at.code === 'string' ? at.code : ''
    const found = words.find(([pattern]) => pattern.test(code))
    if (found) return found[1]
  }
  return null
}
