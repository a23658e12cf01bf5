import { Writable } from 'node:stream'
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from '#app/shell/nonce-context.tsx'

export const streamTimeout = 10_000

/**
 * React 18 hands over a full buffer even where a Chinese character did not fit into its last bytes, which stay zero and
 * would show as "��" before the character (facebook/react#24985).
 */
const withoutPadding = (chunk: Buffer): Buffer => {
  let end = chunk.length
  while (end > 0 && chunk[end - 1] === 0) end--
  return chunk.subarray(0, end)
}

/**
 * The page as one piece. No page waits for data once it renders, so nothing comes sooner by sending it in the pieces of
 * 2 kB that React makes, each of which would be compressed, flushed and written on its own.
 */
const gathered = (done: (page: Uint8Array<ArrayBuffer>) => void): Writable => {
  const pieces: Buffer[] = []
  return new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      pieces.push(withoutPadding(chunk))
      next()
    },
    final: (next) => {
      done(Buffer.concat(pieces))
      next()
    },
  })
}

const handleRequest = (
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) =>
  new Promise<Response>((resolve, reject) => {
    let code = status
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady: () => {
          clearTimeout(waiting)
          headers.set('Content-Type', 'text/html; charset=utf-8')
          pipe(gathered((page) => resolve(new Response(page, { headers, status: code }))))
        },
        onShellError: reject,
        onError: (error: unknown) => {
          code = 500
          if (!request.signal.aborted) console.error(error)
        },
      },
    )
    const waiting = setTimeout(abort, streamTimeout + 1_000).unref()
  })
export default handleRequest

/**
 * What goes wrong outside of loaders and actions (`shell/bugs.server.ts` has those) is logged whole here. A wrong turn
 * (404, 405) is no bug, or any stranger could fill the log.
 */
export const handleError = (error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  console.error(`${request.method} ${new URL(request.url).pathname}`, error)
}
