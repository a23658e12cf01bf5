/** Files by their content: a file is its SHA-256, kept once under var/files however often it is added. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '#db/client.server.ts'
import { files } from '#db/schema/kernel.ts'
import type { Instant } from './day.ts'

const placeOf = (varDir: string, digest: string) => join(varDir, 'files', digest.slice(0, 2), digest)

/** Puts the bytes on disk and gives their digest. A name in the database is added by `noteFile`, in the act's own transaction. */
export const keepBytes = async (varDir: string, bytes: Uint8Array): Promise<string> => {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const place = placeOf(varDir, digest)
  if (existsSync(place)) return digest
  await mkdir(join(place, '..'), { recursive: true })
  // Written beside and renamed, so that a file under its digest is always whole.
  const unfinished = `${place}.${process.pid}.part`
  await writeFile(unfinished, bytes, { flush: true })
  await rename(unfinished, place)
  return digest
}

export const bytesOf = (varDir: string, digest: string): Promise<Uint8Array> => readFile(placeOf(varDir, digest))

export const noteFile = async (
  tx: Tx,
  file: { digest: string; name: string; mediaType: string; size: number; addedBy: string },
  now: Instant,
): Promise<void> => {
  await tx
    .insert(files)
    .values({ ...file, addedAt: now })
    .onConflictDoNothing()
}
