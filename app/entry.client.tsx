import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { Messages } from 'use-intl'
import { keepWords } from './i18n/words-kept.ts'

/** The words that the page was drawn with. Where they do not come, the page goes on as it does without a script. */
const takeWords = async (): Promise<void> => {
  const address = document.querySelector('link[data-words]')?.getAttribute('href')
  if (!address) return
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`the words of the page did not come: ${answer.status}`)
  keepWords(address, (await answer.json()) as Messages)
}

const takeOver = async (): Promise<void> => {
  await takeWords()
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    )
  })
}
void takeOver()
