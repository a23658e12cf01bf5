/** Ids: a short prefix and a UUIDv7 in base32 — sortable by time of making, readable aloud, one kind never another. */
import type { Instant } from './day.ts'

export type Id<P extends string = string> = string & { readonly kind?: P }
/** Makes the next id; handed in with the database, so that tests and the demo bank get the same ids each time. */
export type IdMaker = (prefix: string, now: Instant) => string

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Crockford base32 of 128 bits: 26 characters that sort as the number does. */
const base32 = (bytes: Uint8Array): string => {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  let text = ''
  for (let place = 0; place < 26; place++) {
    text = alphabet[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}

/** A maker from a source of random bytes; ids of one millisecond keep their order by a counter (RFC 9562, method 1). */
export const idMaker = (randomBytes: (count: number) => Uint8Array): IdMaker => {
  let last = 0
  let counter = 0
  return (prefix, now) => {
    if (now > last) {
      last = now
      counter = 0
    } else counter++
    const bytes = new Uint8Array(16)
    bytes.set(randomBytes(8), 8)
    for (let place = 0; place < 6; place++) bytes[place] = Math.floor(last / 2 ** (8 * (5 - place))) & 255
    // 12 bits beside the version and the first 14 after the variant count the ids of this millisecond.
    bytes[6] = 0x70 | ((counter >> 22) & 15)
    bytes[7] = (counter >> 14) & 255
    bytes[8] = 0x80 | ((counter >> 8) & 63)
    bytes[9] = counter & 255
    return `${prefix}_${base32(bytes)}`
  }
}
