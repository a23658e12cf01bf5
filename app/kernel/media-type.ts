/** What a file is, by its first bytes: a name and a browser's word for it prove nothing. */

/** Types that the product takes, with the ending under which each is kept. */
const mediaTypes = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
} as const
export type MediaType = keyof typeof mediaTypes

const office: readonly MediaType[] = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]

const marks: readonly { at: number; mark: string; types: readonly MediaType[] }[] = [
  { at: 0, mark: '%PDF-', types: ['application/pdf'] },
  { at: 0, mark: '\x89PNG\r\n\x1a\n', types: ['image/png'] },
  { at: 0, mark: '\xff\xd8\xff', types: ['image/jpeg'] },
  { at: 8, mark: 'WEBP', types: ['image/webp'] },
  { at: 0, mark: 'GIF8', types: ['image/gif'] },
  { at: 0, mark: 'ID3', types: ['audio/mpeg'] },
  { at: 0, mark: '\xff\xfb', types: ['audio/mpeg'] },
  { at: 4, mark: 'ftyp', types: ['video/mp4'] },
  { at: 0, mark: '\x1aE\xdf\xa3', types: ['video/webm'] },
  { at: 0, mark: 'PK\x03\x04', types: office },
]

/** The type that a name claims by its ending; null for one that the product does not take. */
export const typeOfName = (name: string): MediaType | null => {
  const ending = /\.([a-z0-9]+)$/i
    .exec(name)?.[1]
    ?.toLowerCase()
    .replace(/^jpeg$/, 'jpg')
  return (Object.keys(mediaTypes) as MediaType[]).find((type) => mediaTypes[type] === ending) ?? null
}

/** The type, if the bytes agree with the ending of the name; null for everything else. */
export const mediaTypeOf = (name: string, head: Uint8Array): MediaType | null => {
  const named = typeOfName(name)
  if (!named) return null
  const starts = String.fromCharCode(...head.subarray(0, 16))
  const known = marks.find(({ at, mark }) => starts.startsWith(mark, at))
  if (known) return known.types.includes(named) ? named : null
  // Text has no mark; it has no zero bytes either.
  const isText = named === 'text/plain' || named === 'text/csv'
  return isText && !head.includes(0) ? named : null
}
