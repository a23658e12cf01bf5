import { DrizzleQueryError } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventStream } from '#app/kernel/event-stream.server.ts'

let printed: unknown[][] = []
beforeEach(() => {
  printed = []
  vi.useFakeTimers()
  vi.spyOn(console, 'error').mockImplementation((...line) => printed.push(line))
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** As the database's client says it: a query with its values, around what went wrong. */
const away = () => new DrizzleQueryError('select ?', ['李雷'], new Error('WEBSOCKET_ERROR: it ended\nfor good'))
const never = new AbortController().signal

describe('an event stream', () => {
  it('says in one line that the database is away, and goes on when it is back', async () => {
    let isAway = true
    const look = async () => {
      if (isAway) throw away()
      return 'done'
    }
    const stream = eventStream(never, look, () => true)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(printed).toEqual([['event stream waits: WEBSOCKET_ERROR: it ended']])
    isAway = false
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await stream.text()).toContain('data: "done"')
    expect(printed).toHaveLength(1)
  })

  it('says nothing when its reader has gone while it was asked', async () => {
    let fail: (error: Error) => void = () => undefined
    let looks = 0
    const look = () => {
      looks += 1
      return new Promise<string>((_, reject) => {
        fail = reject
      })
    }
    const stream = eventStream(never, look)
    await stream.body?.cancel()
    fail(new Error('client is closed'))
    await vi.advanceTimersByTimeAsync(30_000)
    expect([looks, printed]).toEqual([1, []])
  })

  it('ends with a bug, which is printed whole', async () => {
    const bug = new Error('a bug')
    const stream = eventStream(never, async () => {
      throw bug
    })
    expect(await stream.text()).toBe('retry: 1000\n\n')
    expect(printed).toEqual([['event stream', bug]])
  })
})
