/**
 * Makes the actor. Every loader and action of the product is one of these three: `signedIn`, `anyone` or, for an
 * action with several buttons, `acts`. The architecture test looks for their mark.
 */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { nearest, seenAfterWriting, seenBeyondAll } from '#app/audit/nearest.server.ts'
import { chooseLocale } from '#app/i18n/locale.server.ts'
import { findSession, sessionTokenIn } from '#app/identity/sessions.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import { type Day, dayOf, type Instant } from '#app/kernel/day.ts'
import { formOf } from '#app/kernel/form.server.ts'
import { actUnder, FormTakenOver, forgetFormKey, holdFormKey, keepFormAnswer } from '#app/kernel/form-keys.server.ts'
import { isTransient } from '#app/kernel/job-retry.ts'
import type { RequestContext } from '#app/kernel/request-context.ts'
import type { Locale } from '#app/kernel/words.ts'
import { menteesOf } from '#app/mentoring/mentees.server.ts'
import { delegatedActor } from '#app/organisation/accounts/delegated-actor.server.ts'
import { reachOf } from '#app/organisation/accounts/reach.server.ts'
import { type BankSettings, currentSettings } from '#app/organisation/settings/settings.server.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/client.server.ts'
import { withoutBug } from './bugs.server.ts'
import { asNotBegun, isNotKnown, reads, whereNothingIsKept } from './not-kept.server.ts'
import { thrownWhereNoPageIs, whereNoPageIs } from './pageless.server.ts'
import { withWhatWasSent } from './refused-form.server.ts'

type Args = LoaderFunctionArgs | ActionFunctionArgs

export type OpenArgs = {
  db: Db
  request: Request
  url: URL
  params: Record<string, string | undefined>
  now: Instant
  today: Day
  locale: Locale
  settings: BankSettings
  context: RequestContext
}
export type SignedInArgs = OpenArgs & { actor: Actor; sessionToken: string }

export const guarded: unique symbol = Symbol('guarded')
type Guarded<T> = ((args: Args) => Promise<T>) & { [guarded]: 'signed-in' | 'anyone' }

const mark = <T>(kind: 'signed-in' | 'anyone', fn: (args: Args) => Promise<T>): Guarded<T> =>
  Object.assign((args: Args) => answering(args, () => rememberingWrites(args, fn)), { [guarded]: kind })

/** The language of an answer, once it is known who reads it. */
const spoken = new WeakMap<RequestContext, Locale>()

const answering = async <T>(args: Args, fn: () => Promise<T>): Promise<T> => {
  try {
    const answer = await whereNothingIsKept(args.request, fn)
    const shown = whereNoPageIs(args.request, answer, spoken.get(args.context)) as T
    return await withWhatWasSent(args.request, shown)
  } catch (thrown) {
    throw thrownWhereNoPageIs(args.request, withoutBug(args.request, thrown), spoken.get(args.context))
  }
}

/** On a cluster, whoever may have written is read to from no replica that is behind it. */
const rememberingWrites = async <T>(args: Args, fn: (args: Args) => Promise<T>): Promise<T> => {
  const { context, request } = args
  if (context.db.engine.kind === 'embedded' || reads(request)) return fn(args)
  try {
    return await fn(args)
  } finally {
    context.seenUpTo = await seenAfterWriting(context.db).catch(beyondAllWhereAway)
    context.wroteUpTo(context.seenUpTo)
  }
}

/** What was done stands, and is said, also where the database went away right after it. */
const beyondAllWhereAway = (error: unknown): number => {
  if (!isTransient(error)) throw error
  return seenBeyondAll
}

/** Thrown by screens when a thing does not exist or may not be seen: nobody learns which. */
export const notFound = (): never => {
  throw data(null, { status: 404 })
}

/** Loaders of one page that only read share what was found for the first of them: bank, settings, who is here. */
type Asked = Pick<OpenArgs, 'request' | 'context'>
const oncePerPage = <T>(find: (asked: Asked) => Promise<T>): ((asked: Asked) => Promise<T>) => {
  const found = new WeakMap<RequestContext, Promise<T>>()
  return (asked) => {
    if (!reads(asked.request)) return find(asked)
    const known = found.get(asked.context)
    if (known) return known
    const finding = find(asked)
    found.set(asked.context, finding)
    return finding
  }
}

const bankFor = oncePerPage(async ({ request, context }) => {
  const db = reads(request) ? await nearest(context.db, context.seenUpTo, context.now) : context.db
  return { db, settings: await currentSettings(db, context.now) }
})

type Session = Awaited<ReturnType<typeof findSession>>

/** The account's language holds for a page, a file and what a stranger may see as well. */
const openArgs = async (args: Args, session: Session): Promise<OpenArgs> => {
  const { request, params, context } = args
  const { db, settings } = await bankFor(args)
  const locale = chooseLocale(request, session?.account.language ?? null, settings.language)
  spoken.set(context, locale)
  return {
    db,
    request,
    params,
    context,
    now: context.now,
    settings,
    url: new URL(request.url),
    today: dayOf(context.now, settings.timeZone),
    locale,
  }
}

/** The session behind the request, or null. */
export const sessionOf = oncePerPage(async (asked) => {
  const { db } = await bankFor(asked)
  const { request, context } = asked
  return findSession(db, request.headers.get('cookie'), context.origin, context.now)
})

/** Whoever is signed in, as who they act today; null for a stranger. */
const actorOf = oncePerPage(async (asked) => {
  const found = await sessionOf(asked)
  if (!found) return null
  const { db, settings } = await bankFor(asked)
  const today = dayOf(asked.context.now, settings.timeZone)
  const reach = await reachOf(db, found.account.id, today)
  const own: Actor = {
    id: found.account.id,
    employeeId: reach.employeeId,
    name: reach.employeeName ?? found.account.displayName,
    onBehalfOf: null,
    lenderId: null,
    lentActs: null,
    grants: reach.grants,
    headOf: reach.headOf,
    manages: reach.manages,
    mentors: reach.employeeId ? await menteesOf(db, reach.employeeId) : [],
    today,
  }
  return { found, actor: (await delegatedActor(db, own, asked.request)) ?? own }
})

/** For the few addresses that need no session: sign-in, password reset, checking a certificate, health. */
export const anyone = <T>(fn: (args: OpenArgs) => Promise<T>): Guarded<T> =>
  mark('anyone', async (args) => fn(await openArgs(args, await sessionOf(args))))

/** For everything else. A stranger is sent to sign in and comes back; a new password is asked for first. */
export const signedIn = <T>(fn: (args: SignedInArgs) => Promise<T>): Guarded<T> =>
  mark('signed-in', async (args) => {
    const here = await actorOf(args)
    if (!here) throw stranger(args.request, new URL(args.request.url))
    const { found, actor } = here
    const open = await openArgs(args, found)
    if (found.account.mustChangePassword && open.url.pathname !== paths.changePassword())
      throw redirect(paths.changePassword())
    return fn({ ...open, actor, sessionToken: found.token })
  })

/** Data and API addresses answer 401; a page sends to sign-in and remembers where it was. */
const stranger = (request: Request, url: URL): Response => {
  const isPage = request.method === 'GET' && !url.pathname.startsWith('/api/')
  // A form that a page of ours posts by script is a page too: whoever wrote it signs in and finds it again. A script
  // that keeps what it sends by itself asks for data, and says in its own words what happened.
  const fromOurs = !accepts(request, 'json') && !url.pathname.startsWith('/api/') && refererPath(request, url) !== null
  if (!isPage && !accepts(request, 'html') && !fromOurs) return new Response('signed out', { status: 401 })
  const back = request.method === 'GET' ? `${url.pathname}${url.search}` : (refererPath(request, url) ?? '/')
  return redirect(paths.signIn(back))
}

const accepts = (request: Request, what: 'html' | 'json') =>
  (request.headers.get('accept') ?? '').includes(what === 'html' ? 'text/html' : 'application/json')
const refererPath = (request: Request, url: URL): string | null => {
  const referer = request.headers.get('referer')
  if (!referer || !URL.canParse(referer)) return null
  const from = new URL(referer)
  return from.host === url.host ? `${from.pathname}${from.search}` : null
}

type ActsOf<M> = { [K in keyof M]: M[K] extends Guarded<infer T> ? T : never }[keyof M]

/**
 * An action of several acts, chosen by the button's name: `<button name="act" value="approve">`. A form key makes a
 * double submit one act. `.acts` lists the names for the access matrix.
 */
export const acts = <M extends Record<string, Guarded<unknown>>>(
  map: M,
): ((args: ActionFunctionArgs) => Promise<ActsOf<M>>) & { acts: M } =>
  Object.assign(
    (args: ActionFunctionArgs): Promise<ActsOf<M>> =>
      answering(args, async () => {
        const { db, now, origin } = args.context
        const form = await formOf(args.request)
        const name = form.get('act')
        const act = typeof name === 'string' && Object.hasOwn(map, name) ? map[name] : undefined
        if (!act) throw data(null, { status: 404 })
        const key = form.get('formKey')
        if (typeof key !== 'string' || key === '') return (await act(args)) as ActsOf<M>
        // By the session alone: other cookies change with the very act, and its form may be sent once more after that.
        const session = sessionTokenIn(args.request.headers.get('cookie'), origin)
        const submit = await holdFormKey(db, session, key, now).catch(asNotBegun)
        if (!submit.isFirst) return redirect(submit.wentTo ?? formPage(args.request)) as ActsOf<M>
        const { claim } = submit
        try {
          const answer = await actUnder(claim, () => act(args))
          // Its key stays with what was written, if it was: the same form that comes once more finds out.
          if (isNotKnown(answer)) return answer as ActsOf<M>
          await settle(answer instanceof Response ? keepFormAnswer(db, claim, answer) : forgetFormKey(db, claim))
          return answer as ActsOf<M>
        } catch (thrown) {
          if (thrown instanceof FormTakenOver) return redirect(formPage(args.request)) as ActsOf<M>
          await settle(forgetFormKey(db, claim))
          throw thrown
        }
      }),
    { acts: map },
  )

/** The page that shows what was done, where nobody remembers more of an act than that it was. */
const formPage = (request: Request): string => {
  const url = new URL(request.url)
  return refererPath(request, url) ?? `${url.pathname}${url.search}`
}

/** The act has its answer, and that is said also where its key can no longer be noted. */
const settle = (noting: Promise<void>): Promise<void> =>
  noting.catch((error) => {
    if (!isTransient(error)) throw error
  })
