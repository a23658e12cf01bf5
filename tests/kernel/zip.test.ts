import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { storedZip, unzip } from '#app/kernel/zip.server.ts'

const roomy = { entries: 10, bytes: 1_000 }
const zipOf = (files: Record<string, string>) =>
  storedZip(new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])))
const read = async (zip: Uint8Array, limits = roomy) => {
  const opened = await unzip(zip, limits)
  return opened.ok
    ? Object.fromEntries([...opened.value].map(([name, content]) => [name, content.toString()]))
    : opened.error.code
}
const entry = Buffer.from('PK\x01\x02', 'latin1')
const end = Buffer.from('PK\x05\x06', 'latin1')
const local = Buffer.from('PK\x03\x04', 'latin1')

/** One file, packed by this method, with what may lie between its parts. */
const packed = (
  method: number,
  content: Buffer,
  more: { extra?: string; localExtra?: string; comment?: string } = {},
) => {
  const plain = zipOf({ a: content.toString('latin1') })
  const from = plain.indexOf(entry)
  const to = plain.indexOf(end)
  const header = Buffer.from(plain.subarray(0, 30))
  const listed = Buffer.from(plain.subarray(from, from + 46))
  header.writeUInt16LE(method, 8)
  listed.writeUInt16LE(method, 10)
  for (const at of [18, 22]) header.writeUInt32LE(content.length, at)
  for (const at of [20, 24]) listed.writeUInt32LE(content.length, at)
  const { extra = '', localExtra = '', comment = '' } = more
  header.writeUInt16LE(localExtra.length, 28)
  listed.writeUInt16LE(extra.length, 30)
  listed.writeUInt16LE(comment.length, 32)
  const head = Buffer.concat([header, Buffer.from('a'), Buffer.from(localExtra), content])
  const last = Buffer.from(plain.subarray(to))
  last.writeUInt32LE(head.length, 16)
  return Buffer.concat([head, listed, Buffer.from('a'), Buffer.from(extra), Buffer.from(comment), last])
}
/** The archive with something else at some bytes after a mark. */
const changed = (zip: Buffer, mark: Buffer, change: (zip: Buffer, at: number) => void) => {
  const copy = Buffer.from(zip)
  change(copy, copy.lastIndexOf(mark))
  return copy
}

describe('an archive', () => {
  it('is read as it was written, folders left out, and may be empty', async () => {
    expect(await read(zipOf({ a: 'one', 'folder/': '', 'folder/b': '' }))).toEqual({ a: 'one', 'folder/b': '' })
    expect(await read(zipOf({}))).toEqual({})
    expect(await read(packed(8, deflateRawSync('one')))).toEqual({ a: 'one' })
  })

  it('may have more about each file, and a comment behind it as long as one can be', async () => {
    const stored = Buffer.from('one')
    for (const more of [{ extra: 'xx' }, { comment: 'yyy' }, { localExtra: 'zzzz' }]) {
      const first = packed(0, stored, more)
      expect(await read(first)).toEqual({ a: 'one' })
    }
    // What stands behind an entry is passed over on the way to the next.
    const two = zipOf({ a: 'one', b: 'two' })
    const at = two.indexOf(entry)
    for (const field of [30, 32]) {
      const listed = Buffer.from(two)
      listed.writeUInt16LE(2, at + field)
      expect(
        await read(Buffer.concat([listed.subarray(0, at + 47), Buffer.from('xx'), listed.subarray(at + 47)])),
      ).toEqual({ a: 'one', b: 'two' })
    }
    const file = zipOf({ a: 'one' })
    expect(await read(Buffer.concat([file, Buffer.alloc(65_535)]))).toEqual({ a: 'one' })
    expect(await read(Buffer.concat([file, Buffer.alloc(65_536)]))).toBe('broken-zip')
  })

  it('has at most so many files, and so many bytes in all of them', async () => {
    const two = zipOf({ a: '12345', b: '678' })
    expect(await read(two, { entries: 2, bytes: 8 })).toEqual({ a: '12345', b: '678' })
    expect(await read(two, { entries: 1, bytes: 8 })).toBe('inflates-too-far')
    expect(await read(two, { entries: 2, bytes: 7 })).toBe('inflates-too-far')
    const deflated = packed(8, deflateRawSync('12345'))
    expect(await read(deflated, { entries: 1, bytes: 5 })).toEqual({ a: '12345' })
    for (const bytes of [4, 0]) expect(await read(deflated, { entries: 1, bytes })).toBe('inflates-too-far')
  })

  it.each<[string, Buffer]>([
    ['is none', Buffer.from('no archive at all, but long enough to be one')],
    ['is encrypted', changed(zipOf({ a: 'one' }), entry, (zip, at) => zip.writeUInt16LE(1, at + 8))],
    ['names one file twice', changed(zipOf({ a: 'one', b: 'two' }), entry, (zip, at) => zip.write('a', at + 46))],
    ['lists what is no entry', changed(zipOf({ a: 'one' }), entry, (zip, at) => zip.writeUInt8(0, at))],
    ['leads to what is no file', changed(zipOf({ a: 'one' }), entry, (zip, at) => zip.writeUInt32LE(1, at + 42))],
    ['leads beyond its end', changed(zipOf({ a: 'one' }), entry, (zip, at) => zip.writeUInt32LE(0xffffffff, at + 42))],
    [
      'has its list beyond its end',
      changed(zipOf({ a: 'one' }), end, (zip, at) => zip.writeUInt32LE(0xffffffff, at + 16)),
    ],
    [
      'has a file that goes beyond its end',
      changed(zipOf({ a: 'one' }), entry, (zip, at) => zip.writeUInt32LE(999, at + 20)),
    ],
    ['has no file where it says', changed(zipOf({ a: 'one' }), local, (zip, at) => zip.writeUInt8(0, at))],
    ['is packed as nobody packs', packed(12, deflateRawSync('one'))],
    ['is torn inside', packed(8, Buffer.from('\xff\xff\xff', 'latin1'))],
  ])('that %s is broken', async (_, zip) => {
    expect(await read(zip)).toBe('broken-zip')
  })
})
