/** A visit to one address of the product in this process: who comes, with what, and what they are answered. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { eq } from 'drizzle-orm'
import { openSession } from '#app/identity/sessions.server.ts'
import type { RequestContext } from '#app/kernel/request-context.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'

const origin = 'http://127.0.0.1:3000'

export type RouteModule = {
  loader?: (args: LoaderFunctionArgs) => Promise<unknown>
  action?: ((args: ActionFunctionArgs) => Promise<unknown>) & { acts?: Record<string, unknown> }
}
export type Answer = { status: number; code: string | null; leadsTo: string | null }

/** The same bank, but every transaction is rolled back at its end; `kept` counts those that would have stayed. */
export const withoutTrace = (db: Db): { db: Db; kept: () => number } => {
  let kept = 0
  const engine: Db['engine'] = {
    ...db.engine,
    transaction: (work, keep) =>
      db.engine.transaction(work, (answer, tx: Tx) => {
        if (keep(answer, tx)) kept += 1
        return false
      }),
  }
  return { db: Object.assign(Object.create(db) as Db, { engine }), kept: () => kept }
}

/** A session's cookie for the account with this sign-in name. */
export const cookieOf = async (db: Db, signInName: string, now: number): Promise<string> => {
  const [account] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.signInName, signInName))
  if (!account) throw new Error(`the demo bank has no account ${signInName}`)
  const header = await openSession(db, account.id, { address: '127.0.0.1', agent: 'test', origin }, now)
  return header.split(';')[0] ?? ''
}

export const contextFor = (db: Db, now: number): RequestContext => ({
  db,
  now,
  nonce: 'nonce',
  shutdown: AbortSignal.abort(),
  clientAddress: '127.0.0.1',
  origin,
  secret: 'test',
  varDir: '/nonexistent',
  mailIsShown: true,
  isDevelopment: false,
  wroteUpTo: () => undefined,
  seenUpTo: 0,
})

export type Visit = { db: Db; now: number; cookie: string | null; path: string; params: Record<string, string> }

export const load = (module: RouteModule, visit: Visit): Promise<Answer> => answered(() => dataOf(module, visit))

/** What the page is given to show. */
export const dataOf = (module: RouteModule, visit: Visit): Promise<unknown> | undefined =>
  module.loader?.({
    request: requestFor(visit, null),
    params: visit.params,
    context: contextFor(visit.db, visit.now),
  })

export const act = (module: RouteModule, visit: Visit, form: Record<string, string>): Promise<Answer> =>
  answered(() =>
    module.action?.({
      request: requestFor(visit, form),
      params: visit.params,
      context: contextFor(visit.db, visit.now),
    }),
  )

const requestFor = ({ path, cookie }: Visit, form: Record<string, string> | null): Request =>
  new Request(`${origin}${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { accept: 'text/html', origin, ...(cookie ? { cookie } : {}) },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })

const answered = async (visit: () => Promise<unknown> | undefined): Promise<Answer> => {
  try {
    return answerOf(await visit())
  } catch (thrown) {
    const answer = answerOf(thrown)
    if (thrown instanceof Error || answer.status === 200) throw thrown
    if (answer.status === 500) throw new Error('a bug answered: what it was stands in the log')
    return answer
  }
}

const answerOf = (value: unknown): Answer => {
  if (value instanceof Response) return { status: value.status, code: null, leadsTo: value.headers.get('location') }
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'DataWithResponseInit')
    return { status: 200, code: null, leadsTo: null }
  const { data, init } = value as unknown as {
    data: { refusal?: { code: string } } | null
    init: { status?: number } | null
  }
  return { status: init?.status ?? 200, code: data?.refusal?.code ?? null, leadsTo: null }
}

/** Refused as if it did not exist, sent to sign in, or refused because somebody else must do it. */
export const isDenied = ({ status, code, leadsTo }: Answer): boolean =>
  status === 404 ||
  status === 401 ||
  (status === 302 && (leadsTo ?? '').startsWith('/sign-in')) ||
  code === 'maker-is-checker' ||
  (code ?? '').startsWith('no-such-')
