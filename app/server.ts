/** The web server: express with Remix's own adapter, our headers, and one context for every request. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { constants } from 'node:zlib'
import * as build from 'virtual:remix/server-build'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type NextFunction, type Request, type Response } from 'express'
import sirv from 'sirv'
import { checkWords } from '#app/i18n/words.server.ts'
import { isWordsAddress } from '#app/i18n/words-kept.ts'
import { findSession } from '#app/identity/sessions.server.ts'
import { sameOrigin, wellFormed, withinLimit } from '#app/kernel/front-gate.server.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import type { RequestContext } from '#app/kernel/request-context.ts'
import { securityHeaders } from '#app/kernel/security-headers.ts'
import { findWordsFile } from '#app/shell/page-words.server.ts'
import { sectionOf, sectionOfBuild } from '#app/shell/section-of-build.ts'
import { answeringEveryMethod } from '#app/shell/untaken-methods.server.ts'
import type { Db } from '#db/client.server.ts'

export type ServeOptions = {
  db: Db
  host: string
  port: number
  /** Where people reach it; null takes what the request says (development, a single machine). */
  origin: string | null
  trustProxy: boolean | number | string
  secret: string
  varDir: string
  mailIsShown: boolean
  isDevelopment: boolean
  /** The clock: instants in UTC milliseconds. */
  now: () => number
  /** In development, Vite's middlewares. */
  development?: express.RequestHandler
}

/**
 * Two of them, for the 128 bits that a policy asks for. The runtime keeps these in stock; bytes of one's own are a call into
 * the system each time, 0.05 to 0.2 ms within a server at work.
 */
const newNonce = (): string => `${randomUUID()}${randomUUID()}`

const seenCookie = 'seen'

const readCookie = (header: string | undefined, name: string): string | null =>
  new RegExp(`(?:^|;\\s*)${name}=([^;]+)`).exec(header ?? '')?.[1] ?? null

/** The audit sequence that this browser has seen, signed so that nobody makes others' reads slow by inventing one. */
const seenUpTo = (header: string | undefined, secret: string): number => {
  const [seq, signature] = readCookie(header, seenCookie)?.split('.') ?? []
  if (!seq || !signature || !/^\d{1,15}$/.test(seq)) return 0
  const expected = Buffer.from(sign(seq, secret))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? Number(seq) : 0
}
const sign = (seq: string, secret: string) =>
  createHmac('sha256', secret).update(`seen ${seq}`).digest('hex').slice(0, 32)

/** Event streams must not wait for a block to fill, and a receipt of an answer is shorter than what packing it costs. */
const sentAsItIs = /^(text\/event-stream|application\/json|text\/plain)/

const product = answeringEveryMethod(build)

/** One handler for each section of the product, made when it is first wanted. */
const bySection = (handlerOf: (part: ServerBuild) => express.RequestHandler, isDevelopment: boolean) => {
  const whole = handlerOf(product)
  const sections = new Set(Object.values(product.routes).map((route) => sectionOf(`/${route?.path ?? ''}`)))
  const handlers = new Map<string, express.RequestHandler>()
  return ((request, response, next) => {
    const section = sectionOf(request.path)
    // In development the build changes.
    if (isDevelopment) return whole(request, response, next)
    const key = sections.has(section) ? section : ''
    const handler = handlers.get(key) ?? handlerOf(sectionOfBuild(product, key))
    handlers.set(key, handler)
    return handler(request, response, next)
  }) satisfies express.RequestHandler
}

const createApp = (options: ServeOptions, shutdown: AbortSignal, origin: () => string) => {
  checkWords()
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustProxy)
  const clientFiles = join(projectRoot(), 'build/client')
  app.use(
    // Three quarters of the default's time for a twentieth more bytes: pages are made anew for every reader.
    compression({
      level: 4,
      brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
      filter: (request, response) =>
        (isWordsAddress(request.path) || !sentAsItIs.test(String(response.getHeader('Content-Type') ?? ''))) &&
        compression.filter(request, response),
    }),
  )
  if (options.development) app.use(options.development)
  app.use((_request, response, next) => {
    response.locals.nonce = newNonce()
    for (const [name, value] of securityHeaders(String(response.locals.nonce), options.isDevelopment, origin())) {
      response.setHeader(name, value)
    }
    next()
  })
  app.use(wellFormed(origin))
  // Their names change with their content; they hold nothing personal.
  const kept = (response: ServerResponse) => response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  app.get('/words/:locale/:domains/:digest', (request, response, next) => {
    const file = findWordsFile(request.params.locale, request.params.domains)
    if (!file) return next()
    // A page of another build gets today's words and keeps them for this once.
    if (file.address === request.path) kept(response)
    response.type('application/json').send(file.text)
  })
  if (!options.development)
    app.use('/assets', sirv(join(clientFiles, 'assets'), { brotli: true, gzip: true, etag: true, setHeaders: kept }))
  const keptForADay = (response: Response) => response.setHeader('Cache-Control', 'public, max-age=86400')
  app.get('/favicon.svg', (_request, response) =>
    keptForADay(response).sendFile(join(projectRoot(), 'content/readme/favicon.svg')),
  )
  // Where nothing declares it, as beside a printed form or a file, browsers ask for it by this name.
  app.get('/favicon.ico', (_request, response) => keptForADay(response).redirect(301, '/favicon.svg'))
  app.use(sameOrigin(origin))
  app.use(
    withinLimit(async (request) => {
      const session = await findSession(options.db, request.get('cookie') ?? null, origin(), options.now())
      return session !== null
    }),
  )
  const mode = options.isDevelopment ? 'development' : 'production'
  const handlerOf = (part: ServerBuild) =>
    createRequestHandler({
      build: part,
      mode,
      getLoadContext: (request, response): RequestContext => ({
        db: options.db,
        now: options.now(),
        nonce: String(response.locals.nonce),
        shutdown,
        clientAddress: request.ip ?? '',
        origin: origin(),
        secret: options.secret,
        varDir: options.varDir,
        mailIsShown: options.mailIsShown,
        isDevelopment: options.isDevelopment,
        seenUpTo: seenUpTo(request.headers.cookie, options.secret),
        wroteUpTo: (seq) => {
          if (!response.headersSent)
            response.append(
              'Set-Cookie',
              `${seenCookie}=${seq}.${sign(String(seq), options.secret)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60`,
            )
        },
      }),
    })
  app.all('*', bySection(handlerOf, options.isDevelopment))
  // Last: what express itself refuses (a malformed path, a broken body) is answered without a stack.
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error)
    const status =
      typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
        ? error.status
        : 500
    if (status >= 500) console.error(error)
    response
      .status(status)
      .type('text/plain')
      .send(status >= 500 ? 'Something went wrong; it has been recorded.' : 'This request cannot be read.')
  })
  return app
}

export type Running = { address: string; stop: () => Promise<void> }

/** Listens; the answer says where. Rejects when the port is taken. */
export const serve = (options: ServeOptions): Promise<Running> =>
  new Promise((resolve, reject) => {
    const shutdown = new AbortController()
    let address = ''
    const app = createApp(options, shutdown.signal, () => options.origin ?? address)
    const server = app.listen(options.port, options.host)
    server.on('error', reject)
    server.on('listening', () => {
      const { port } = server.address() as AddressInfo
      const host = options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host
      address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
      resolve({
        address: options.origin ?? address,
        stop: () =>
          new Promise((stopped) => {
            shutdown.abort()
            server.close(() => stopped())
            server.closeIdleConnections()
            setTimeout(() => server.closeAllConnections(), 5_000).unref()
          }),
      })
    })
  })
