/** The token of the one device that may answer: in a cookie there, as a hash with the attempt. */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Instant } from '#app/kernel/day.ts'
import { mulberry32, seedOf } from './shuffle.ts'

const nameOf = (attemptId: string) => `sitting-${attemptId}`

export const newToken = (): string => randomBytes(24).toString('base64url')
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The hash of the token that this browser has for the attempt; '' fits none. */
export const sittingHashFrom = (cookieHeader: string | null, attemptId: string): string => {
  const name = nameOf(attemptId)
  const found = (cookieHeader ?? '').split(/;\s*/).find((each) => each.startsWith(`${name}=`))
  return found ? hashOf(found.slice(name.length + 1)) : ''
}

/** Good for as long as the sitting and ten minutes; sent to /sit only. */
export const sittingCookie = (attemptId: string, token: string, forMs: Instant, origin: string): string =>
  [
    `${nameOf(attemptId)}=${token}`,
    'Path=/sit',
    `Max-Age=${Math.max(0, Math.ceil(forMs / 1000)) + 600}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(origin.startsWith('https:') ? ['Secure'] : []),
  ].join('; ')

/** Chance for one thing of an attempt, from the server's secret: nobody else can foresee it, and an audit can redo it. */
export const randomOf = (secret: string, attemptId: string) => (what: string) =>
  mulberry32(seedOf(createHmac('sha256', secret).update(`attempt:${attemptId}|${what}`).digest()))
