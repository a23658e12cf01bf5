import { expect, it } from 'vitest'
import { packedWords, wordsFile } from '#app/i18n/words.server.ts'
import { keepWords, messagesOf } from '#app/i18n/words-kept.ts'
import { unpack } from '#app/kernel/packed.ts'
import { documentLoader } from '#app/shell/document.server.ts'
import { domainsAt, findWordsFile } from '#app/shell/page-words.server.ts'
import { contextFor } from '../access/visit.ts'
import { clock, freshDb } from '../support/database.ts'

it('names the file of a document’s words, and brings them along for a step within the product', async () => {
  const db = await freshDb()
  const loaded = async (isDocument: boolean) =>
    documentLoader({
      request: new Request('http://bank.example/goals', { headers: { 'Accept-Language': 'en' } }),
      params: {},
      context: { ...contextFor(db, clock.now), isDocument },
    })
  const file = wordsFile('en', ['shell', 'ui', 'performance'])
  expect((await loaded(true)).words).toBe(file.address)
  const { words } = await loaded(false)
  expect(words).toBe(packedWords('en', ['shell', 'ui', 'performance']))
  // Both are the same words: what was drawn on the server is what the browser takes over.
  expect(messagesOf(file.address)).toEqual(messagesOf(words))
})

it('gives the file as it is now, whatever build the address is of, and only where a page has such words', () => {
  const domains = domainsAt('/goals')
  const file = findWordsFile('zh-CN', domains.join('.'))
  expect(file?.address).toMatch(/^\/words\/zh-CN\/shell\.ui\.performance\/[\w-]{16}$/)
  expect(JSON.parse(file?.text ?? '')).toEqual(unpack(packedWords('zh-CN', domains)))
  expect(findWordsFile('en', domains.join('.'))?.address).not.toBe(file?.address)
  expect(findWordsFile('fr', domains.join('.'))).toBeNull()
  expect(findWordsFile('en', 'shell.ui.audit.learning.incentives')).toBeNull()
  expect(findWordsFile('en', '__proto__')).toBeNull()
})

it('says so when words are drawn with that have not come', () => {
  expect(() => messagesOf('/words/en/shell.ui/none')).toThrow('/words/en/shell.ui/none')
  keepWords('/words/en/shell.ui/come', { shell: {} })
  expect(messagesOf('/words/en/shell.ui/come')).toEqual({ shell: {} })
})
