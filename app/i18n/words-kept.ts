/**
 * Messages by the address of their file. What comes from the server names the file and does not repeat it; whoever draws
 * finds the messages here: put by the server for its own pages, taken by the browser once for each address.
 */
import type { Messages } from 'use-intl/core'

export type WordsAddress = `/words/${string}`
export const isWordsAddress = (path: string): path is WordsAddress => path.startsWith('/words/')

const kept = new Map<WordsAddress, Messages>()
const coming = new Map<WordsAddress, Promise<void>>()

export const keepWords = (address: WordsAddress, messages: Messages): void => {
  kept.set(address, messages)
}

const fetchWords = async (address: WordsAddress): Promise<void> => {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`the words at ${address} did not come: ${answer.status}`)
  keepWords(address, (await answer.json()) as Messages)
}

/** In the browser: resolves when the messages are here, at once when they are already. */
export const takeWords = (address: WordsAddress): Promise<void> => {
  const known = coming.get(address) ?? (kept.has(address) ? Promise.resolve() : fetchWords(address))
  coming.set(address, known)
  return known
}

/** As the framework does where the code of a screen does not come: the address is loaded anew, as a document. */
const loadAnew = (): Promise<never> => {
  window.location.reload()
  return new Promise(() => undefined)
}

/**
 * While React draws. What has not come yet is waited for as React's own lazy parts are, by throwing the promise: a step
 * within the product is a transition, so that the page before stays until the words of the next are here.
 */
export const messagesAt = (address: WordsAddress): Messages => {
  const messages = kept.get(address)
  if (!messages) throw takeWords(address).catch(loadAnew)
  return messages
}
