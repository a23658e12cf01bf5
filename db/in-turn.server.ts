import { NoAnswer } from './patient-client.server.ts'

/** Lets one piece of work begin when the one before it has ended. */
export const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const run = last.then(work)
    last = run.catch(() => undefined)
    return run
  }
}

/**
 * The same where what is worked with may be cut off: whoever has waited so long, while nothing before them came to an
 * end that was any good, is told so instead of waiting for all of it. As long as the line moves it may be any length.
 */
export const inTurnOrToldSo = (patienceMs: number) => {
  const queued = inTurn()
  let movedAt = 0
  return <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const cameAt = performance.now()
      let isGivenUp = false
      const lookAgain = (): NodeJS.Timeout =>
        setTimeout(look, patienceMs - (performance.now() - Math.max(cameAt, movedAt)))
      const look = () => {
        if (performance.now() - Math.max(cameAt, movedAt) < patienceMs) {
          timer = lookAgain()
          return
        }
        isGivenUp = true
        reject(new NoAnswer(patienceMs))
      }
      let timer = lookAgain()
      const turn = async () => {
        clearTimeout(timer)
        if (isGivenUp) return
        try {
          const answer = await work()
          movedAt = performance.now()
          resolve(answer)
        } catch (error) {
          reject(error)
        }
      }
      queued(turn).catch(reject)
    })
}
