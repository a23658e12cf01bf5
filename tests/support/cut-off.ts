/** A way to a server that can be cut: then what is sent is lost, in both directions or in one, and nothing is reset. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEachFile } from './after-file.ts'

export type CutOff = {
  url: string
  /** Nothing arrives any more, on connections that are open or new. */
  cut: () => void
  /** Questions arrive, their answers do not. */
  deafen: () => void
  /** The same from the first question on that says this. */
  deafenAfter: (text: string) => void
  /** New connections get through; those that were cut stay as they are. */
  mend: () => void
  close: () => void
}

const opened = new Set<CutOff>()
afterEachFile(() => {
  for (const each of opened) each.close()
  opened.clear()
})

export const wayTo = async (url: string): Promise<CutOff> => {
  const target = new URL(url)
  const lost = { asking: false, answering: false }
  const connections = new Set<{ sockets: Socket[]; lost: typeof lost }>()
  let last: string | null = null
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    const connection = { sockets: [near, far], lost: { ...lost } }
    connections.add(connection)
    near.on('data', (chunk) => {
      if (last !== null && chunk.includes(last)) way.deafen()
      if (!connection.lost.asking) far.write(chunk)
    })
    far.on('data', (chunk) => connection.lost.answering || near.write(chunk))
    for (const socket of connection.sockets) socket.on('error', () => undefined)
    near.on('close', () => far.destroy())
    far.on('close', () => connection.lost.answering || near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  /** Of connections to come; those that are there lose what they have lost. */
  const lose = (asking: boolean, answering: boolean) => {
    Object.assign(lost, { asking, answering })
    for (const each of connections)
      each.lost = { asking: each.lost.asking || asking, answering: each.lost.answering || answering }
  }
  const way: CutOff = {
    url: `${target.protocol}//127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => lose(true, true),
    deafen: () => lose(false, true),
    deafenAfter: (text) => {
      last = text
    },
    mend: () => {
      last = null
      lose(false, false)
    },
    close: () => {
      for (const { sockets } of connections) for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
  opened.add(way)
  return way
}
