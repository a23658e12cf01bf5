/** A bug is logged whole, and whoever met it is told the id that it is logged under. */
import { randomBytes } from 'node:crypto'
import { data } from '@remix-run/node'
import { FormTakenOver } from '#app/kernel/form-keys.server.ts'
import type { Bug } from './bug.ts'

/** What was thrown, or, where that is a bug, the answer in its place. Nobody waits for that of a request given up. */
export const withoutBug = (request: Request, thrown: unknown): unknown => {
  if (!(thrown instanceof Error) || thrown instanceof FormTakenOver || request.signal.aborted) return thrown
  const bug: Bug = { bug: randomBytes(4).toString('hex') }
  console.error(`${bug.bug} ${request.method} ${new URL(request.url).pathname}`, thrown)
  return data(bug, { status: 500 })
}
