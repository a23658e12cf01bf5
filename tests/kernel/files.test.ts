import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bytesOf, isFileWhole, keepBytes, noteFile } from '#app/kernel/files.server.ts'
import { files } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, freshDb, freshFolder } from '../support/database.ts'

const bytes = new TextEncoder().encode('number,name')
const left = (varDir: string) =>
  existsSync(join(varDir, 'files')) ? readdirSync(join(varDir, 'files'), { recursive: true }).sort() : []

it('the same content is kept once, under its digest, whatever it is called', async () => {
  const [db, varDir] = [await freshDb(), freshFolder()]
  const digest = await keepBytes(varDir, bytes)
  expect(await keepBytes(varDir, bytes)).toBe(digest)
  const file = { digest, mediaType: 'text/csv', size: bytes.length, addedBy: 'acc_1' }
  for (const name of ['a.csv', 'b.csv']) await transact(db, (tx) => noteFile(tx, { ...file, name }, clock.now))
  expect((await db.select().from(files)).map(({ name }) => name)).toEqual(['a.csv'])
  expect(left(varDir)).toEqual([digest.slice(0, 2), join(digest.slice(0, 2), digest)])
  expect(await keepBytes(varDir, bytes.slice(1))).not.toBe(digest)
  expect(Buffer.from(await bytesOf(varDir, digest)).toString()).toBe('number,name')
})

it('a file that is no more what was kept is known, and so is one that is gone', async () => {
  const varDir = freshFolder()
  const digest = await keepBytes(varDir, bytes)
  expect(await isFileWhole(varDir, digest)).toBe(true)
  writeFileSync(join(varDir, 'files', digest.slice(0, 2), digest), 'other')
  expect(await isFileWhole(varDir, digest)).toBe(false)
  expect(await isFileWhole(varDir, '0'.repeat(64))).toBe(false)
})

it('no name becomes a path', () => {
  expect(() => bytesOf(freshFolder(), '../../secret')).toThrow('not the digest')
})
