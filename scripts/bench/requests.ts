/** Requests to a page, one after another or at a steady rate, over connections that stay open. */
import { Agent, get } from 'node:http'

/** A connection that rests is given up before the server, after five seconds, does so just as it is wanted again. */
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 2_000 })

/** Milliseconds until the whole answer is there; anything but 200 is an error. */
export const request = (url: string, cookie: string): Promise<number> =>
  new Promise((done, fail) => {
    const began = performance.now()
    get(url, { agent, headers: { Cookie: cookie, Accept: 'text/html', 'Accept-Encoding': 'gzip' } }, (answer) => {
      answer.on('data', () => undefined)
      answer.once('end', () =>
        answer.statusCode === 200
          ? done(performance.now() - began)
          : fail(new Error(`${url} answered with ${answer.statusCode}`)),
      )
    }).once('error', fail)
  })

export const inTurn = async (url: string, cookie: string, count: number): Promise<void> => {
  for (let sent = 0; sent < count; sent += 1) await request(url, cookie)
}

/** Begins a request every 1,000 ÷ `perSecond` ms whether the one before has been answered or not. */
export const atRate = async (url: string, cookie: string, perSecond: number, seconds: number): Promise<number[]> => {
  const answers: Promise<number>[] = []
  const began = performance.now()
  for (let sent = 0; sent < perSecond * seconds; sent += 1) {
    const due = began + (sent * 1_000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    answers.push(request(url, cookie))
  }
  return Promise.all(answers)
}

/** The value that `share` of them do not exceed. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0
