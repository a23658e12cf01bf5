/** Server-sent events: what a page hears while it is open. */
import type { Json } from './canonical.ts'
import { passingTrouble } from './job-retry.ts'

const pollMs = 250
/** While the database is away. A browser that were sent off would be answered 503, and would not come back. */
const pollAwayMs = 2_000
/** Proxies close what stays silent; a comment keeps it open. */
const breathEvery = 60

/**
 * A stream that asks `look` four times a second and sends its answer when it has changed. It ends when `isLast` says
 * so of an answer, when the answer is null (gone, or no longer the reader's to see), or when a signal aborts. It waits
 * for a database that is away.
 */
export const eventStream = <T extends Json>(
  signal: AbortSignal,
  look: () => Promise<T | null>,
  isLast: (answer: T) => boolean = () => false,
): Response => {
  const encoder = new TextEncoder()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: () => void = () => undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      let sent = ''
      let looks = 0
      let isOpen = true
      let isAway = false
      const say = (text: string) => controller.enqueue(encoder.encode(text))
      stop = () => {
        if (!isOpen) return
        isOpen = false
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        try {
          controller.close()
        } catch {
          // The reader has gone first.
        }
      }
      const poll = async () => {
        try {
          const answer = await look()
          if (!isOpen) return
          const text = JSON.stringify(answer)
          if (text !== sent) say(`data: ${text}\n\n`)
          else if (++looks % breathEvery === 0) say(': still here\n\n')
          sent = text
          if (answer === null || isLast(answer)) return stop()
          isAway = false
        } catch (error) {
          // The reader has gone while it was asked.
          if (!isOpen) return
          const trouble = passingTrouble(error)
          if (trouble === null) {
            // The browser comes back by itself and asks again.
            console.error('event stream', error)
            return stop()
          }
          say(': still here\n\n')
          if (!isAway) console.error(`event stream waits: ${trouble}`)
          isAway = true
        }
        timer = setTimeout(poll, isAway ? pollAwayMs : pollMs)
      }
      signal.addEventListener('abort', stop)
      if (signal.aborted) return stop()
      say('retry: 1000\n\n')
      void poll()
    },
    cancel: () => stop(),
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}
