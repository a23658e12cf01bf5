import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bugIn } from '#app/shell/bug.ts'
import { acts, signedIn } from '#app/shell/guard.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { transact } from '#db/transact.server.ts'
import { contextFor, cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'

/** What is printed is kept here, and not shown as if a test had failed. */
let printed: unknown[][] = []
beforeEach(() => {
  printed = []
  vi.spyOn(console, 'error').mockImplementation((...line) => printed.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
})

const broken = signedIn(async () => {
  throw new Error('SELECT secret FROM accounts')
})

const visitor = async (language: 'zh-CN' | 'en' | null = null) => {
  const db = await freshDb()
  await account(db, 'acc_1', 'one')
  await transact(db, (tx) => tx.update(accounts).set({ language }).where(eq(accounts.id, 'acc_1')))
  const cookie = await cookieOf(db, 'one', clock.now)
  return (path: string, headers: Record<string, string>, form?: Record<string, string>) => ({
    request: new Request(`http://127.0.0.1:3000${path}`, {
      headers: { cookie, origin: 'http://127.0.0.1:3000', ...headers },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    }),
    params: {},
    context: contextFor(db, clock.now),
  })
}
const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('nothing was thrown'),
    (thrown) => thrown,
  )
const words = { accept: 'text/html' }
const file = '/audit/export'

describe('a bug at an address without a page', () => {
  it.each([
    ['in the words of the browser', null, { ...words, 'accept-language': 'en' }, 'This request cannot be answered'],
    ['in the words of the account', 'en', { ...words, 'accept-language': 'zh-CN' }, 'This request cannot be answered'],
    ['in the words of the bank', null, words, '系统暂时无法完成这一请求'],
    ['to a script as well', 'en', { accept: 'application/json' }, 'This request cannot be answered'],
  ] as const)('is said %s, with the number under which it is logged', async (_, language, headers, said) => {
    const visit = await visitor(language)
    const answer = await thrownBy(broken(visit(file, headers)))
    if (!(answer instanceof Response)) throw answer
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/plain; charset=utf-8'])
    const text = await answer.text()
    expect(text).toContain(said)
    expect(text).not.toMatch(/SELECT|Error|at .*\.ts/)
    expect(printed).toHaveLength(1)
    const [line, error] = printed[0] ?? []
    const [number] = String(line).split(' ')
    expect(String(line)).toBe(`${number} GET ${file}`)
    expect(text).toContain(number)
    expect(error).toMatchObject({ message: 'SELECT secret FROM accounts' })
  })
})

describe('a bug of a page', () => {
  it('leads to the page of last resort, with the number under which it is logged once', async () => {
    const visit = await visitor()
    const answer = await thrownBy(broken(visit('/people', words)))
    expect(answer).toMatchObject({ type: 'DataWithResponseInit', init: { status: 500 } })
    const number = bugIn((answer as { data: unknown }).data)
    expect(printed.map(([line]) => line)).toEqual([`${number} GET /people`])
    const act = acts({ try: broken })
    await thrownBy(act(visit('/people', words, { act: 'try', formKey: 'a' })))
    expect(printed).toHaveLength(2)
  })

  it('is no news once whoever asked has gone', async () => {
    const visit = await visitor()
    const { request, ...rest } = visit('/people', words)
    const gone = new AbortController()
    gone.abort()
    const answer = await thrownBy(broken({ ...rest, request: new Request(request, { signal: gone.signal }) }))
    expect(answer).toBeInstanceOf(Error)
    expect(printed).toEqual([])
  })
})
