import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

/**
 * Whether another process has the file open. Leaving the write-ahead mode needs the file for oneself alone, which
 * SQLite refuses while any other connection exists.
 */
export const isOpenElsewhere = (path: string): boolean => {
  if (!existsSync(path)) return false
  const db = new Database(path, { timeout: 0 })
  try {
    db.pragma('journal_mode = DELETE')
    return false
  } catch (error) {
    // A damaged file is nobody's; replacing it is what a restore is for.
    return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
  } finally {
    db.close()
  }
}
