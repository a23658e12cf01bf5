import { afterEach, expect, it, vi } from 'vitest'
import { wordsFile, wordsOf } from '#app/i18n/words.server.ts'
import { keepWords, messagesAt, takeWords } from '#app/i18n/words-kept.ts'
import { addressAt } from '#app/shell/address-match.ts'
import { documentLoader } from '#app/shell/document.server.ts'
import { domainsOf, findWordsFile } from '#app/shell/page-words.server.ts'
import { contextFor } from '../access/visit.ts'
import { clock, freshDb } from '../support/database.ts'

afterEach(() => vi.unstubAllGlobals())

it('names the file of a page’s words, and has them at hand for the page that the server draws', async () => {
  const request = new Request('http://bank.example/goals', { headers: { 'Accept-Language': 'en' } })
  const context = contextFor(await freshDb(), clock.now)
  const { words, title } = await documentLoader({ request, params: {}, context })
  expect(title).toBe('Goals')
  expect(words).toBe(wordsFile('en', ['shell', 'ui', 'performance']).address)
  expect(messagesAt(words)).toEqual(wordsOf('en', ['shell', 'ui', 'performance']))
})

it('gives the file as it is now, whatever build the address is of, and only where a page has such words', () => {
  const domains = domainsOf(addressAt('/goals'))
  const file = findWordsFile('zh-CN', domains.join('.'))
  expect(file?.address).toMatch(/^\/words\/zh-CN\/shell\.ui\.performance\/[\w-]{16}$/)
  expect(JSON.parse(file?.text ?? '')).toEqual(wordsOf('zh-CN', domains))
  expect(findWordsFile('en', domains.join('.'))?.address).not.toBe(file?.address)
  expect(findWordsFile('fr', domains.join('.'))).toBeNull()
  expect(findWordsFile('en', 'shell.ui.audit.learning.incentives')).toBeNull()
  expect(findWordsFile('en', '__proto__')).toBeNull()
})

/** What drawing with the words at an address throws. */
const thrownAt = (address: `/words/${string}`): unknown => {
  try {
    messagesAt(address)
    return null
  } catch (thrown) {
    return thrown
  }
}

it('fetches words once, and whoever draws with them meanwhile waits', async () => {
  const asked = vi.fn(async () => Response.json({ shell: { product: 'Echelon' } }))
  vi.stubGlobal('fetch', asked)
  const waited = [thrownAt('/words/en/shell/a'), thrownAt('/words/en/shell/a')]
  expect(waited.every((each) => each instanceof Promise)).toBe(true)
  await Promise.all(waited)
  expect(messagesAt('/words/en/shell/a')).toEqual({ shell: { product: 'Echelon' } })
  await takeWords('/words/en/shell/a')
  expect(asked).toHaveBeenCalledTimes(1)
})

it('loads the page anew where its words do not come, and does not ask for ever', async () => {
  const asked = vi.fn(async () => new Response(null, { status: 502 }))
  const reload = vi.fn()
  vi.stubGlobal('fetch', asked)
  vi.stubGlobal('window', { location: { reload } })
  const waited = thrownAt('/words/en/shell/b')
  await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1))
  await expect(takeWords('/words/en/shell/b')).rejects.toThrow('/words/en/shell/b did not come: 502')
  // Whoever waits goes on waiting: the page is about to be another.
  expect(await Promise.race([waited, Promise.resolve('waits')])).toBe('waits')
  expect(asked).toHaveBeenCalledTimes(1)
})

it('asks for nothing that is here already', async () => {
  vi.stubGlobal('fetch', () => expect.unreachable())
  keepWords('/words/en/shell/c', { shell: {} })
  await takeWords('/words/en/shell/c')
  expect(messagesAt('/words/en/shell/c')).toEqual({ shell: {} })
})
