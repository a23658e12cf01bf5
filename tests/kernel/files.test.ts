import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fileResponse } from '#app/kernel/file-response.server.ts'
import { bytesOf, type FileRules, isFileWhole, keepBytes, keepFile, readFileStream } from '#app/kernel/files.server.ts'
import { files } from '#db/schema/kernel.ts'
import { clock, freshDb, freshFolder } from '../support/database.ts'

const rules: FileRules = { types: ['application/pdf', 'text/plain', 'video/mp4'], maxBytes: 1_000 }
const pdf = (name = 'evidence.pdf', text = '%PDF-1.7 something') => new File([text], name)
const setUp = async () => {
  const db = await freshDb()
  const by = { varDir: freshFolder(), accountId: 'acc_1' }
  return { db, by, keep: (file: File) => keepFile(db, file, rules, by, clock.now) }
}
const kept = async (keep: (file: File) => ReturnType<typeof keepFile>, file: File) => {
  const outcome = await keep(file)
  if (!outcome.ok) throw new Error(outcome.error.code)
  return outcome.value
}
const left = (varDir: string) =>
  existsSync(join(varDir, 'files')) ? readdirSync(join(varDir, 'files'), { recursive: true }) : []

it('the same content is kept once, under its digest', async () => {
  const { db, by, keep } = await setUp()
  const first = await kept(keep, pdf('a.pdf'))
  const second = await kept(keep, pdf('b.pdf'))
  expect(second.digest).toBe(first.digest)
  expect(await db.$count(files)).toBe(1)
  expect(left(by.varDir).sort()).toEqual([first.digest.slice(0, 2), join(first.digest.slice(0, 2), first.digest)])
  expect(await isFileWhole(by.varDir, first.digest)).toBe(true)
  writeFileSync(join(by.varDir, 'files', first.digest.slice(0, 2), first.digest), 'other')
  expect(await isFileWhole(by.varDir, first.digest)).toBe(false)
})

it('bytes that are held already land in the same place', async () => {
  const { by, keep } = await setUp()
  const { digest } = await kept(keep, pdf())
  const bytes = new TextEncoder().encode('%PDF-1.7 something')
  expect(await keepBytes(by.varDir, bytes)).toBe(digest)
  expect(await keepBytes(by.varDir, bytes.slice(1))).not.toBe(digest)
  expect(Buffer.from(await bytesOf(by.varDir, digest)).toString()).toBe('%PDF-1.7 something')
})

it('no name becomes a path', async () => {
  const { by, keep } = await setUp()
  expect((await kept(keep, pdf('../../etc/x.pdf'))).name).toBe('x.pdf')
  expect((await kept(keep, pdf('..\\..\\x.pdf', '%PDF-2'))).name).toBe('x.pdf')
  expect(() => readFileStream(by.varDir, '../../secret')).toThrow('not the digest')
})

it('what is too large, empty, of another kind or not what its name says is refused and leaves nothing', async () => {
  const { by, keep } = await setUp()
  const codeOf = async (file: File) => {
    const outcome = await keep(file)
    return outcome.ok ? 'kept' : outcome.error.code
  }
  expect(await codeOf(new File([], 'a.pdf'))).toBe('empty')
  expect(await codeOf(pdf('a.pdf', `%PDF-${'x'.repeat(1_000)}`))).toBe('too-large')
  expect(await codeOf(pdf('a.exe', 'MZ'))).toBe('type-not-allowed')
  expect(await codeOf(pdf('a.html', '<p>'))).toBe('type-not-allowed')
  expect(await codeOf(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], 'a.png'))).toBe(
    'type-not-allowed',
  )
  expect(await codeOf(pdf('a.pdf', '<script>'))).toBe('content-differs')
  expect(await codeOf(pdf('a.txt', '%PDF-'))).toBe('content-differs')
  expect(left(by.varDir)).toEqual([])
})

it('is served with what keeps it from running, and in parts', async () => {
  const { by, keep } = await setUp()
  const file = await kept(keep, pdf('证据.pdf'))
  const ask = (headers: Record<string, string> = {}) =>
    fileResponse(new Request('http://x/', { headers }), file, by.varDir)
  const whole = await ask()
  expect(await whole.text()).toBe('%PDF-1.7 something')
  expect(whole.headers.get('content-disposition')).toContain('inline; filename="__.pdf"; filename*=UTF-8\'\'%E8%AF%81')
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff')
  expect(whole.headers.get('content-security-policy')).toContain('sandbox')
  const part = await ask({ range: 'bytes=1-3' })
  expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, 'PDF', 'bytes 1-3/18'])
  expect(await (await ask({ range: 'bytes=-5' })).text()).toBe('thing')
  expect((await ask({ range: 'bytes=99-' })).status).toBe(416)
  expect((await ask({ 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304)
})
