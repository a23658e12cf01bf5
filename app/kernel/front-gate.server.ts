/**
 * What is turned away before any page is asked: a request that no browser makes of us, one that another site makes, and
 * one that is larger than anything we take. Each is answered in a plain sentence and costs next to nothing.
 */
import type { Request, RequestHandler, Response } from 'express'
import { mib } from './file-size.ts'

const refuse = (response: Response, status: number, sentence: string): void => {
  response.status(status).type('text/plain').send(sentence)
}

const methods = ['GET', 'HEAD', 'POST']

/** An address is a path of ours; forms are posted. Anything else could not even be handed on. */
export const wellFormed =
  (origin: () => string): RequestHandler =>
  (request, response, next) => {
    if (!methods.includes(request.method)) {
      response.setHeader('Allow', methods.join(', '))
      return refuse(response, 405, 'Nothing here answers to this method.')
    }
    // `_data` is how pages of older Remix asked; it would be logged as a bug.
    if (!request.url.startsWith('/') || request.query._data !== undefined)
      return refuse(response, 400, 'This request cannot be read.')
    // Our address is known; what a proxy or a stranger calls it is believed by nothing further in.
    request.headers.host = new URL(origin()).host
    delete request.headers['x-forwarded-host']
    next()
  }

/** State changes come from our own pages only. */
export const sameOrigin =
  (origin: () => string): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'POST' || request.get('origin') === origin()) return next()
    refuse(response, 403, 'This request did not come from Echelon.')
  }

const mostBytes = 64 * mib
const mostOfStranger = mib

/**
 * A body says its length beforehand, as every browser's does, so that it can be refused before it is read. Who has no
 * session has nothing to upload: without that, anybody on the network could fill our memory.
 */
export const withinLimit =
  (hasSession: (request: Request) => Promise<boolean>): RequestHandler =>
  async (request, response, next) => {
    const isMeasured = request.get('transfer-encoding') === undefined
    const length = Number(request.get('content-length') ?? 0)
    if (isMeasured && length <= mostOfStranger) return next()
    // What is still on its way is not waited for.
    response.setHeader('Connection', 'close')
    if (!isMeasured) return refuse(response, 411, 'An upload must say how long it is.')
    if (length > mostBytes) return refuse(response, 413, 'The upload is larger than 64 MB.')
    try {
      if (!(await hasSession(request))) return refuse(response, 413, 'Sign in before you upload anything.')
    } catch (error) {
      return next(error)
    }
    response.removeHeader('Connection')
    next()
  }
