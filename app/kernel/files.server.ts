/**
 * Files under VAR_DIR/files, each under the SHA-256 of its content: the same content is kept once, nothing is ever
 * overwritten, and no name that a person typed becomes part of a path.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { eq } from 'drizzle-orm'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { files } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import type { Instant } from './day.ts'
import { type MediaType, mediaTypeOf, typeOfName } from './media-type.ts'
import { done, type Outcome, refused } from './result.ts'

export type StoredFile = typeof files.$inferSelect

export type FileRules = {
  /** Which types are taken here. */
  types: readonly MediaType[]
  maxBytes: number
}
export type FileReason = 'empty' | 'too-large' | 'type-not-allowed' | 'content-differs'

/** Throws for anything but a digest, so that no path can be made of something else. */
export const placeOf = (varDir: string, digest: string): { folder: string; path: string } => {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('not the digest of a file')
  const folder = join(varDir, 'files', digest.slice(0, 2))
  return { folder, path: join(folder, digest) }
}

/**
 * Keeps an uploaded file: streamed to the disk, measured and digested on the way, its type told by its first bytes.
 * A refusal leaves nothing behind. Codes are under `file` of kernel's words.
 */
export const keepFile = async (
  db: Db,
  given: File,
  rules: FileRules,
  by: { varDir: string; accountId: string },
  now: Instant,
): Promise<Outcome<StoredFile, FileReason>> => {
  if (given.size === 0) return refused('empty')
  if (given.size > rules.maxBytes) return refused('too-large')
  const head = new Uint8Array(await given.slice(0, 512).arrayBuffer())
  const mediaType = mediaTypeOf(given.name, head)
  if (!mediaType) return refused(typeOfName(given.name) ? 'content-differs' : 'type-not-allowed')
  if (!rules.types.includes(mediaType)) return refused('type-not-allowed')
  const unfinished = join(by.varDir, 'files', `.${randomUUID()}`)
  await mkdir(join(by.varDir, 'files'), { recursive: true })
  try {
    const written = await write(Readable.fromWeb(given.stream() as WebStream), unfinished, rules.maxBytes)
    if (!written) return refused('too-large')
    const { folder, path } = placeOf(by.varDir, written.digest)
    await mkdir(folder, { recursive: true })
    // The content is on the disk before the row says that it is.
    await rename(unfinished, path)
    const name = basename(given.name.replaceAll('\\', '/')).slice(-120)
    const row = { digest: written.digest, name, mediaType, size: written.size, addedBy: by.accountId }
    await transact(db, (tx) => noteFile(tx, row, now))
    return done((await findFile(db, written.digest)) ?? { ...row, addedAt: now })
  } finally {
    await rm(unfinished, { force: true })
  }
}

const write = async (
  from: Readable,
  path: string,
  maxBytes: number,
): Promise<{ digest: string; size: number } | null> => {
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(
      from,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          size += chunk.length
          if (size > maxBytes) throw new TooLarge()
          hash.update(chunk)
          yield chunk
        }
      },
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    )
  } catch (error) {
    if (error instanceof TooLarge) return null
    throw error
  }
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
  return { digest: hash.digest('hex'), size }
}
class TooLarge extends Error {}

/** Puts bytes that are held already on the disk and gives their digest; `noteFile` names them, in the act's own transaction. */
export const keepBytes = async (varDir: string, bytes: Uint8Array): Promise<string> => {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const { folder, path } = placeOf(varDir, digest)
  if (existsSync(path)) return digest
  await mkdir(folder, { recursive: true })
  // Written beside and renamed, so that a file under its digest is always whole.
  const unfinished = join(varDir, 'files', `.${randomUUID()}`)
  try {
    await writeFile(unfinished, bytes, { flush: true, mode: 0o600 })
    await rename(unfinished, path)
    return digest
  } finally {
    await rm(unfinished, { force: true })
  }
}

export const bytesOf = (varDir: string, digest: string): Promise<Uint8Array> => readFile(placeOf(varDir, digest).path)

export const noteFile = async (
  tx: Tx,
  file: { digest: string; name: string; mediaType: string; size: number; addedBy: string },
  now: Instant,
): Promise<void> => {
  await tx
    .insert(files)
    .values({ ...file, addedAt: now })
    .onConflictDoNothing({ target: files.digest })
}

const findFile = async (db: Reader | Tx, digest: string): Promise<StoredFile | null> => {
  const [row] = await db.select().from(files).where(eq(files.digest, digest))
  return row ?? null
}

export const readFileStream = (varDir: string, digest: string): Readable =>
  createReadStream(placeOf(varDir, digest).path)

/** Whether the content on the disk is still what it was when it was kept. */
export const isFileWhole = async (varDir: string, digest: string): Promise<boolean> => {
  const hash = createHash('sha256')
  try {
    for await (const chunk of readFileStream(varDir, digest)) hash.update(chunk as Buffer)
  } catch {
    return false
  }
  return hash.digest('hex') === digest
}
