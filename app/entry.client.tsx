import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { isWordsAddress, takeWords } from './i18n/words-kept.ts'

/** The words that the page was drawn with come first. Without them it goes on as it does without a script. */
const takeOver = async (): Promise<void> => {
  const words = document.querySelector('link[data-words]')?.getAttribute('href') ?? ''
  if (isWordsAddress(words)) await takeWords(words)
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
