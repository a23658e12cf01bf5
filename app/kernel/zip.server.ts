/**
 * Opens a ZIP for reading, safely: sizes are counted while inflating, never believed from a header. `storedZip` writes
 * one without compression, so that a reader downstream sees only what was checked here.
 * Format: PKWARE APPNOTE 6.3.10, 4.3.
 */
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { done, type Outcome, refused } from './result.ts'

const inflate = promisify(inflateRaw) as (data: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>

export type ZipReason = 'broken-zip' | 'inflates-too-far'
export type ZipLimits = { entries: number; bytes: number }

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

/** Name and content of every file in the archive. Encrypted, split and ZIP64 archives count as broken. */
export const unzip = async (
  bytes: Uint8Array,
  limits: ZipLimits,
): Promise<Outcome<ReadonlyMap<string, Buffer>, ZipReason>> => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(zip)
  if (end < 0) return refused('broken-zip')
  const count = zip.readUInt16LE(end + 10)
  if (count > limits.entries) return refused('inflates-too-far')
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  let room = limits.bytes
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== entryMark) return refused('broken-zip')
    const isEncrypted = (zip.readUInt16LE(at + 8) & 1) === 1
    const method = zip.readUInt16LE(at + 10)
    const packed = zip.readUInt32LE(at + 20)
    const nameLength = zip.readUInt16LE(at + 28)
    const local = zip.readUInt32LE(at + 42)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    if (isEncrypted || files.has(name) || local + 30 > zip.length || zip.readUInt32LE(local) !== localMark)
      return refused('broken-zip')
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    if (begin + packed > zip.length) return refused('broken-zip')
    if (name.endsWith('/')) continue
    const content = await contentOf(zip.subarray(begin, begin + packed), method, room)
    if (!content.ok) return content
    room -= content.value.length
    files.set(name, content.value)
  }
  return done(files)
}

const contentOf = async (packed: Buffer, method: number, room: number): Promise<Outcome<Buffer, ZipReason>> => {
  if (method === 0) return packed.length > room ? refused('inflates-too-far') : done(packed)
  if (method !== 8 || room <= 0) return refused(method === 8 ? 'inflates-too-far' : 'broken-zip')
  try {
    return done(await inflate(packed, { maxOutputLength: room }))
  } catch (error) {
    const isTooLarge = error instanceof RangeError
    return refused(isTooLarge ? 'inflates-too-far' : 'broken-zip')
  }
}

/** The end record lies in the last 64 kB, behind it at most a comment. */
const endOf = (zip: Buffer): number => {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 65_557); at--)
    if (zip.readUInt32LE(at) === endMark) return at
  return -1
}

export const storedZip = (files: ReadonlyMap<string, Buffer>): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [path, content] of files) {
    const name = Buffer.from(path)
    // The fields that a local header and a directory entry share: version, flags, method, time, check sum, sizes.
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(content.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    parts.push(uint32(localMark), shared, name, content)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(uint32(entryMark), Buffer.from([20, 0]), shared, rest, name)
    at += 30 + name.length + content.length
  }
  const size = directory.reduce((total, part) => total + part.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.size, 4)
  end.writeUInt16LE(files.size, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, ...directory, uint32(endMark), end])
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
