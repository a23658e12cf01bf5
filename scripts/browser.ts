/** The Chromium that journeys and screenshots drive. */
import { type Browser, chromium } from 'playwright-core'
import { chromiumAbsent, needChromium } from './chromium.mjs'

export const launchBrowser = async (): Promise<Browser> => {
  const executablePath = needChromium(console.error)
  if (!executablePath) throw new Error(chromiumAbsent)
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({
    executablePath,
    args: [...asRoot, '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-dev-shm-usage'],
  })
}
