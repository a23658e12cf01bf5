/**
 * Files under VAR_DIR/files, each under the SHA-256 of its content: the same content is kept once, nothing is ever
 * overwritten, and no name that a person typed becomes part of a path.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '#db/client.server.ts'
import { files } from '#db/schema/kernel.ts'
import type { Instant } from './day.ts'

/** Throws for anything but a digest, so that no path can be made of something else. */
const placeOf = (varDir: string, digest: string): { folder: string; path: string } => {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('not the digest of a file')
  const folder = join(varDir, 'files', digest.slice(0, 2))
  return { folder, path: join(folder, digest) }
}

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

/** Whether the content on the disk is still what it was when it was kept. */
export const isFileWhole = async (varDir: string, digest: string): Promise<boolean> => {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(placeOf(varDir, digest).path)) hash.update(chunk as Buffer)
  } catch {
    return false
  }
  return hash.digest('hex') === digest
}
