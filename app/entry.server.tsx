import { Transform } from 'node:stream'
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceContext } from '#app/shell/nonce-context.tsx'

export const streamTimeout = 10_000

/**
 * React 18 hands over a full buffer even where a Chinese character did not fit into its last bytes, which stay zero and
 * would show as "��" before the character (facebook/react#24985).
 */
const withoutPadding = (chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void => {
  let end = chunk.length
  while (end > 0 && chunk[end - 1] === 0) end--
  done(null, chunk.subarray(0, end))
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
    const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} />
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        [ready]: () => {
          const body = new Transform({ transform: withoutPadding })
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }))
          pipe(body)
        },
        onShellError: reject,
        onError: (error: unknown) => {
          code = 500
          if (!request.signal.aborted) console.error(error)
        },
      },
    )
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
export default handleRequest

/** A bug is logged whole, here and nowhere else; a wrong turn (404, 403) is none. */
export const handleError = (error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs) => {
  if (request.signal.aborted || (error instanceof Error && error.message.startsWith('No route matches'))) return
  console.error(`${request.method} ${new URL(request.url).pathname}`, error)
}
