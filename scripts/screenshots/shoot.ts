/** Takes one screen in one look, and notes what is wrong with it that a machine can see. */
import type { Browser } from 'playwright-core'
import type { Screen } from './crawl.ts'

export type Look = { locale: 'zh-CN' | 'en'; theme: 'light' | 'dark'; size: 'wide' | 'phone' }
export const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
export const looks: Look[] = (['zh-CN', 'en'] as const).flatMap((locale) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['wide', 'phone'] as const).map((size) => ({ locale, theme, size })),
  ),
)
export const lookName = ({ locale, theme, size }: Look): string => `${locale}-${theme}-${size}`

export const shoot = async (
  browser: Browser,
  address: string,
  screen: Screen,
  look: Look,
  path: string,
): Promise<string[]> => {
  const context = await browser.newContext({
    baseURL: address,
    locale: look.locale,
    timezoneId: 'Asia/Shanghai',
    viewport: sizes[look.size],
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    deviceScaleFactor: look.size === 'phone' ? 2 : 1,
  })
  const faults: string[] = []
  try {
    const own = screen.cookie.split('; ').flatMap((pair) => {
      const [name, ...value] = pair.split('=')
      return name ? [{ name, value: value.join('='), url: address }] : []
    })
    await context.addCookies([
      ...own.filter((cookie) => cookie.name !== 'language' && cookie.name !== 'theme'),
      { name: 'language', value: look.locale, url: address },
      { name: 'theme', value: look.theme, url: address },
    ])
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    const answer = await page.goto(screen.to, { waitUntil: 'load' })
    // Charts come by themselves after the page; event streams never end, so the network is not waited for.
    await page.waitForTimeout(400)
    await page.waitForFunction(() => !document.querySelector('figure [aria-busy]'), null, { timeout: 5000 })
    if (answer && answer.status() >= 400) faults.push(`answered with ${answer.status()}`)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (sideways > 1) faults.push(`can be scrolled ${sideways} px sideways`)
    // A window as tall as the page, so that what sticks to its edges stands where the page ends.
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    if (height > sizes[look.size].height) {
      await page.setViewportSize({ width: sizes[look.size].width, height })
      await page.waitForTimeout(100)
    }
    await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  } catch (error) {
    faults.push((error as Error).message.split('\n')[0] ?? 'failed')
  } finally {
    await context.close()
  }
  return faults
}
