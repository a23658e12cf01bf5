import { expect, it } from 'vitest'
import { expectAccessible, phone, scrollsSideways, visit } from '../support/browser.ts'
import { startServer } from '../support/server.ts'

it('the front door is open to everyone, in both themes, on a desk and on a phone', async () => {
  const server = await startServer()
  for (const size of [{}, phone])
    for (const locale of ['zh-CN', 'en'] as const) {
      const { page, violations, errors } = await visit(server.address, { ...size, locale })
      // A bank that nobody has opened yet asks for its first administrator instead.
      await page.goto('/')
      expect(new URL(page.url()).pathname).toBe('/first-run')
      await expectAccessible(page)
      expect(await scrollsSideways(page)).toBe(false)
      await page.goto('/sign-in')
      await page.locator('input[name=password]').waitFor()
      await expectAccessible(page)
      expect(await scrollsSideways(page)).toBe(false)
      expect(violations).toEqual([])
      expect(errors).toEqual([])
    }
})
