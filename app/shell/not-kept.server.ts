/**
 * A full disk, or a database that is away, is no bug of a screen: one line for whoever runs the bank, and an answer
 * that says so. An act is refused like any other, so that its page stays with what was typed.
 */
import { data } from '@remix-run/node'
import { isAnswer } from '#app/i18n/answer-words.ts'
import { passingTrouble } from '#app/kernel/job-retry.ts'
import { NotKnownWhetherKept } from '#db/patient-client.server.ts'
import { isWithStatus } from './pageless.server.ts'

const notKnown = 'not-known-whether-kept'

export const reads = (request: Request): boolean => request.method === 'GET' || request.method === 'HEAD'

export const whereNothingIsKept = async <T>(request: Request, fn: () => Promise<T>): Promise<T> => {
  try {
    return await fn()
  } catch (error) {
    const why = passingTrouble(error)
    if (why === null) throw error
    console.error(`${request.method} ${new URL(request.url).pathname} was refused: ${why}`)
    if (reads(request)) throw data(null, { status: 503 })
    const code = error instanceof NotKnownWhetherKept ? notKnown : 'nothing-is-kept'
    return data({ refusal: { code } }, { status: 503 }) as T
  }
}

/** Whether an act's answer says that it may have been done after all. */
export const isNotKnown = (answer: unknown): boolean =>
  isWithStatus(answer) && isAnswer(answer.data) && answer.data.refusal?.code === notKnown

/** Of what comes before an act it is of no weight whether it was kept: the act was not begun. */
export const asNotBegun = (error: unknown): never => {
  throw error instanceof NotKnownWhetherKept ? error.cause : error
}
