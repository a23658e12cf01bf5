/** Says to the server, byte by byte, what no browser would say. */
import { connect } from 'node:net'

export type RawAnswer = { status: number; head: string; body: string }

/** Sends the bytes as they are; the answer is everything up to the end of the connection. */
export const raw = (address: string, ...chunks: (string | Uint8Array)[]): Promise<RawAnswer> =>
  new Promise((done) => {
    const { hostname, port } = new URL(address)
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      text += chunk
    })
    // A server that has heard enough hangs up while we still talk.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      const end = text.indexOf('\r\n\r\n')
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0)
      done({ status, head: text.slice(0, Math.max(end, 0)), body: text.slice(end + 4) })
    })
    for (const chunk of chunks) socket.write(chunk)
  })

/** A request by hand: its first line, its headers, and whatever follows. */
export const ask = (line: string, headers: Record<string, string> = {}, body = ''): string =>
  `${line}\r\n${Object.entries({ Connection: 'close', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`
