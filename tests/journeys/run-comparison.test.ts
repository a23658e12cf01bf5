/** The officer sets a run beside the last one and asks whose award changed most: named, and on record. */
import { desc, isNotNull, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDb } from '#db/client.server.ts'
import { sightings } from '#db/schema/audit.ts'
import { runs } from '#db/schema/incentives.ts'
import { demoPassword } from '../../scripts/demo/stories.ts'
import { startDemoServer } from '../support/acts.ts'
import { accessibilityFaults, phone, scrollsSideways, showTheme, signIn, visit } from '../support/browser.ts'

let server: Awaited<ReturnType<typeof startDemoServer>>

beforeAll(async () => {
  server = await startDemoServer()
})
afterAll(() => server.stop())

it('names on asking whose award changed most since the last run, and keeps on record who was looked at', async () => {
  const db = openDb({ url: server.file })
  const [waiting] = await db.select({ id: runs.id }).from(runs).where(isNull(runs.releasedAt))
  const [earlier] = await db.select({ id: runs.id }).from(runs).where(isNotNull(runs.releasedAt))
  const { page, violations, errors } = await visit(server.address)
  await signIn(page, 'officer', demoPassword)
  await page.goto(`/runs/${waiting?.id}`, { waitUntil: 'load' })
  const comparison = page.locator('#comparison')
  expect(await comparison.getByRole('link', { name: 'Open that run' }).getAttribute('href')).toBe(
    `/runs/${earlier?.id}`,
  )
  // The sums and the components; people only when they are asked for.
  expect(await comparison.getByRole('table').count()).toBe(2)
  await comparison.getByRole('link', { name: 'Show whose award changed most' }).click()
  const changed = comparison.getByRole('table', { name: 'Whose award changed most' })
  await changed.waitFor()
  const people = changed.locator('tbody tr')
  expect(await people.count()).toBe(10)

  const [look] = await db
    .select({ place: sightings.place, accountName: sightings.accountName, employees: sightings.employees })
    .from(sightings)
    .orderBy(desc(sightings.id))
    .limit(1)
  expect(look?.place).toBe(`/runs/${waiting?.id}`)
  const shown = await changed
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1)))
  expect(look?.employees).toEqual(expect.arrayContaining(shown))

  expect(await accessibilityFaults(page)).toEqual([])
  await page.setViewportSize(phone)
  await showTheme(page, 'dark')
  expect(await accessibilityFaults(page, ['color-contrast', 'scrollable-region-focusable', 'target-size'])).toEqual([])
  expect(await scrollsSideways(page)).toBe(false)
  await people.first().getByRole('link').click()
  await page.waitForURL(/\/people\//)
  await page.waitForLoadState('networkidle')
  expect([...violations, ...errors]).toEqual([])
  db.engine.close()
})
