/** A mail server of the tests, which keeps what it is given. */
import { createServer } from 'node:net'
import { afterEach } from 'vitest'

export type PostOffice = { url: string; letters: string[]; close: () => void }
const open = new Set<PostOffice>()
afterEach(() => {
  for (const office of open) office.close()
  open.clear()
})

/**
 * Answers each letter with the next of `answers`, at last with 250; 'gone' takes the letter and breaks the connection
 * off before it has said so.
 */
export const postOffice = (answers: string[] = [], port = 0) =>
  new Promise<PostOffice>((resolve) => {
    const letters: string[] = []
    const server = createServer((socket) => {
      let letter: string | null = null
      const say = (line: string) => socket.write(`${line}\r\n`)
      say('220 here')
      socket.on('data', (bytes) => {
        let text = bytes.toString()
        if (letter !== null) {
          letter += text
          if (!letter.endsWith('\r\n.\r\n')) return
          const answer = answers.shift() ?? '250 kept'
          if (/^(250|gone)/.test(answer)) letters.push(letter)
          letter = null
          return answer === 'gone' ? socket.destroy() : say(answer)
        }
        for (text of text.split('\r\n').filter(Boolean)) {
          if (/^DATA/i.test(text)) {
            letter = ''
            say('354 go on')
          } else if (/^QUIT/i.test(text)) socket.end('221 bye\r\n')
          else say('250 well')
        }
      })
      socket.on('error', () => undefined)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}?ignoreTLS=true`
      const office = { url, letters, close: () => server.close() }
      open.add(office)
      resolve(office)
    })
  })
