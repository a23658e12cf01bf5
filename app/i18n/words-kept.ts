/**
 * Messages by the address of their file. A page that comes as a document names the file and does not repeat it; what is
 * drawn of it finds the messages here, on the server and, once the file has come, in the browser.
 */
import type { Messages } from 'use-intl/core'
import { type Packed, unpack } from '#app/kernel/packed.ts'

export type WordsAddress = `/words/${string}`
/** Of a document where its file lies; of a step within the product the messages themselves. */
export type PageWords = WordsAddress | Packed<Messages>

export const isWordsAddress = (words: string): words is WordsAddress => words.startsWith('/words/')

const kept = new Map<string, Messages>()

export const keepWords = (address: string, messages: Messages): void => {
  kept.set(address, messages)
}

export const messagesOf = (words: PageWords): Messages => {
  if (!isWordsAddress(words)) return unpack(words)
  const messages = kept.get(words)
  if (!messages) throw new RangeError(`the words at ${words} have not come`)
  return messages
}
