/** Whether a folder can be written, a database answers and its file is whole; each answer is a sentence that says what to do. */
import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { diskTrouble } from '#app/kernel/disk-trouble.ts'
import { passingTrouble } from '#app/kernel/job-retry.ts'
import { databaseFile, isCluster } from './client.server.ts'

const reasons: Record<string, string> = {
  EACCES: 'its permissions do not let this user write',
  EPERM: 'its permissions do not let this user write',
  ENOTDIR: 'a part of that path is a file',
  EEXIST: 'there is a file of that name',
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  diskTrouble(error) ?? reasons[error.code ?? ''] ?? error.message

/** What to do where a folder takes nothing, and why it does not. */
export const unwritable = (folder: string, reason: string): string =>
  `Nothing can be written to ${folder} (${reason}): ${reason === 'the disk is full' ? 'free some space' : 'make it writable'}, or name another folder in VAR_DIR.`

/** What to do where a file is not whole, and what is wrong with it. */
const damaged = (path: string, finding: string): string =>
  `${path} is damaged (${finding}): keep a copy of it, then restore the last backup with npm run restore.`

/** What to do where another process lets nobody else write. */
export const keptByAnother = (path: string): string =>
  `Another process keeps ${path} to itself: stop it, then start again.`

/** What to do where nothing answers at a cluster's address. */
export const unreachable = (url: string): string =>
  `No libSQL server answers at ${new URL(url).host}: start it, or correct DATABASE_URL.`

/** What stood in the way of work on a bank until somebody mends it, in a sentence; null when the error is a bug. */
export const obstacleIn = (error: unknown, { url, varDir }: { url: string; varDir: string }): string | null => {
  const disk = diskTrouble(error)
  if (disk) return unwritable(varDir, disk)
  if (isCluster(url)) return passingTrouble(error) === null ? null : unreachable(url)
  for (let at = error; at instanceof Error; at = at.cause) {
    if (!(at instanceof Database.SqliteError)) continue
    if (at.code.startsWith('SQLITE_BUSY')) return keptByAnother(databaseFile(url))
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(at.code)) return damaged(databaseFile(url), at.message)
  }
  return null
}

/** Null when files can be made in the folder, which is itself made when absent. */
export const checkFolder = (folder: string): string | null => {
  const probe = join(folder, `.probe-${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(probe, 'x')
    return null
  } catch (error) {
    return unwritable(folder, reasonOf(error as NodeJS.ErrnoException))
  } finally {
    // On a full disk its name is there without its content.
    if (existsSync(probe)) rmSync(probe)
  }
}

type Trouble = { code: 'corrupt' | 'unwritable'; sentence: string }

/** Above this, a file that was closed well is trusted after a look at its size; a full check takes seconds a gigabyte. */
const checkedWhole = 256 * 1024 * 1024

/** Null when the file is absent, empty or sound. Only reads. */
export const checkFile = (path: string): Trouble | null => {
  const folder = checkFolder(dirname(path))
  if (folder) return { code: 'unwritable', sentence: folder }
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return null
  try {
    closeSync(openSync(path, 'r+'))
  } catch (error) {
    const why = reasonOf(error as NodeJS.ErrnoException)
    return { code: 'unwritable', sentence: `${path} cannot be written (${why}): make it writable, then start again.` }
  }
  return checkSound(path)
}

/** Null when the file is sound. Only reads, so that it may lie where nothing can be written. */
export const checkSound = (path: string): Trouble | null => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return null
  try {
    const finding = isTruncated(path, size) ? 'its end is missing' : examine(path, size)
    if (!finding) return null
    return { code: 'corrupt', sentence: damaged(path, finding) }
  } catch (error) {
    const trouble = diskTrouble(error)
    if (!trouble) throw error
    return { code: 'unwritable', sentence: unwritable(dirname(path), trouble) }
  }
}

/** The file's own header says how many pages it has (SQLite file format, 1.3); a write-ahead log may hold the rest. */
const isTruncated = (path: string, size: number): boolean => {
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  const read = readSync(file, header, 0, 100, 0)
  closeSync(file)
  if (read < 100 || header.toString('latin1', 0, 15) !== 'SQLite format 3') return false
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const countIsValid = header.readUInt32BE(24) === header.readUInt32BE(92)
  return countIsValid && !existsSync(`${path}-wal`) && header.readUInt32BE(28) * pageSize > size
}

const examine = (path: string, size: number): string | null => {
  let db: Database.Database | null = null
  try {
    db = new Database(path, { readonly: true, timeout: 5_000 })
    db.prepare('SELECT count(*) FROM sqlite_master').get()
    if (size > checkedWhole && !existsSync(`${path}-wal`)) return null
    const found = db.pragma('quick_check(1)', { simple: true })
    return found === 'ok' ? null : String(found).split('\n')[0] || 'unreadable'
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    // Also whoever only reads needs a little space beside the file: without it nothing is known of the file itself.
    if (diskTrouble(error)) throw error
    return (error as Error).message
  } finally {
    db?.close()
  }
}
