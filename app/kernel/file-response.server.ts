/** Serves a stored file so that nothing in it can run. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { placeOf, type StoredFile } from './files.server.ts'
import { downloadHeaders } from './list-export.server.ts'

/** Types that a browser may show in place; all others are downloaded. */
const shown = /^(image\/(png|jpeg|webp|gif)|application\/pdf|audio\/|video\/)/

/**
 * A stored file as an answer: streamed, kept by the browser under its digest, in part where a player asks for a part
 * (RFC 9110, 14.2). Whether the reader may have it is asked before.
 */
export const fileResponse = async (request: Request, file: StoredFile, varDir: string): Promise<Response> => {
  const { path } = placeOf(varDir, file.digest)
  const { size } = await stat(path)
  const etag = `"${file.digest}"`
  const headers = new Headers(downloadHeaders(file.name, file.mediaType))
  headers.set('cache-control', 'private, max-age=31536000, immutable')
  headers.set('etag', etag)
  headers.set('accept-ranges', 'bytes')
  // Nothing in it may run, whatever a browser takes it for.
  headers.set('content-security-policy', "default-src 'none'; img-src 'self'; media-src 'self'; sandbox")
  if (shown.test(file.mediaType))
    headers.set('content-disposition', headers.get('content-disposition')?.replace('attachment', 'inline') ?? 'inline')
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '')
  const [from, to] = range ? partOf(range[1] ?? '', range[2] ?? '', size) : [0, size - 1]
  if (from > to || from >= size) {
    headers.set('content-range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set('content-length', String(to - from + 1))
  if (range) headers.set('content-range', `bytes ${from}-${to}/${size}`)
  const body = Readable.toWeb(createReadStream(path, { start: from, end: to })) as ReadableStream<Uint8Array>
  return new Response(body, { status: range ? 206 : 200, headers })
}

const partOf = (from: string, to: string, size: number): [number, number] =>
  from === ''
    ? [Math.max(0, size - Number(to || 0)), size - 1]
    : [Number(from), Math.min(Number(to || size - 1), size - 1)]
