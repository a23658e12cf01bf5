import { describe, expect, it } from 'vitest'
import { accessibilityFaults, expectAccessible, phone, scrollsSideways, visit } from '../support/browser.ts'
import { startServer } from '../support/server.ts'

describe('the page of all parts', () => {
  it('is not there for a bank', async () => {
    const server = await startServer()
    expect((await fetch(`${server.address}/ui`)).status).toBe(404)
  })

  it('is accessible in both languages and themes, on a desk and on a phone', { timeout: 120_000 }, async () => {
    const server = await startServer({ environment: { NODE_ENV: 'development' } })
    for (const size of [{}, phone])
      for (const locale of ['zh-CN', 'en'] as const) {
        const { page, context, violations } = await visit(server.address, { ...size, locale })
        await page.goto('/ui')
        await page.locator('.recharts-surface').first().waitFor()
        await expectAccessible(page)
        expect(await scrollsSideways(page)).toBe(false)
        expect(violations).toEqual([])
        await context.close()
      }
  })

  it('opens what lies over the page, and closes it on Escape', { timeout: 60_000 }, async () => {
    const server = await startServer({ environment: { NODE_ENV: 'development' } })
    const { page, violations } = await visit(server.address, { locale: 'en' })
    await page.goto('/ui')
    await page.locator('.recharts-surface').first().waitFor()
    for (const which of ['dialog', 'drawer']) {
      await page.locator(`[data-test=${which}]`).click()
      expect(await page.locator('dialog[open]').count()).toBe(1)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.keyboard.press('Escape')
      expect(await page.locator('dialog[open]').count()).toBe(0)
    }
    // The summary of errors calls a field by its label: "Fill this in" five times over says nothing.
    await page.getByRole('link', { name: 'From: The date lies before the hire' }).waitFor()
    await page.locator('[id^=field-][id$=-mentor]').fill('Zhou')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.locator('input[name=mentor]').inputValue()).toBe('n4')
    await page.keyboard.press('Escape')
    expect(violations).toEqual([])
  })

  it('takes the Tab key for the figures behind a picture only while they scroll', { timeout: 60_000 }, async () => {
    const server = await startServer({ environment: { NODE_ENV: 'development' } })
    const { page } = await visit(server.address, { locale: 'en' })
    await page.goto('/ui')
    await page.locator('.recharts-surface').first().waitFor()
    const figures = page.locator('figure div:has(> table)').first()
    await figures.locator('xpath=ancestor::details').locator('summary').click()
    const takesTab = () => figures.evaluate((place) => place.tabIndex === 0)
    await expect.poll(takesTab).toBe(false)
    await figures.evaluate((place) => place.style.setProperty('max-height', '40px'))
    await expect.poll(takesTab).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('walks a tree and a list by keyboard and keeps them in the address', async () => {
    const server = await startServer({ environment: { NODE_ENV: 'development' } })
    const { page } = await visit(server.address, { locale: 'en' })
    await page.goto('/ui?sort=-score')
    await page.locator('.recharts-surface').first().waitFor()
    const rows = page.locator('[role=treeitem]')
    const before = await rows.count()
    await rows.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    expect(await rows.count()).toBeLessThan(before)
    expect(await page.locator('th[aria-sort=descending]').innerText()).toContain('Score')
    await page.getByRole('link', { name: 'Payable' }).first().click()
    await page.waitForURL((url) => url.searchParams.get('sort') === 'pay')
  })
})
