/**
 * A roster of 1,470 people that nobody here wrote, mapped, looked through and written on the screen, twice. Its licence
 * (ODbL) keeps it out of this repository: ECHELON_DATA names the folder that holds `ibm/emp_attrition.csv`.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openDb } from '#db/client.server.ts'
import { expectAccessible, signIn, visit } from '../support/browser.ts'
import { query } from '../support/query.ts'
import { openSalesBank, password } from '../support/sales-bank.ts'
import { startServer } from '../support/server.ts'

const file = join(process.env.ECHELON_DATA ?? '', 'ibm/emp_attrition.csv')
const isHere = Boolean(process.env.ECHELON_DATA) && existsSync(file)
if (!isHere) console.info('A roster of 1,470: left out, for ECHELON_DATA names no folder with ibm/emp_attrition.csv.')

const previewOf = async (page: Page): Promise<void> => {
  await page.goto('/rosters')
  await page.locator('input[name=file]').setInputFiles(file)
  await page.locator('main button[name=act][value=upload]').click()
  await page.waitForURL(/\/rosters\/.+/)
  const map = async (field: string, from: 'column' | 'pattern', text: string) => {
    await page.locator(`[name="columns.${field}.from"]`).selectOption(from)
    if (from === 'column') await page.locator(`[name="columns.${field}.heading"]`).selectOption(text)
    else await page.locator(`[name="columns.${field}.text"]`).fill(text)
  }
  await map('number', 'column', 'EmployeeNumber')
  await map('name', 'pattern', 'Employee {row}')
  await map('unit', 'column', 'Department')
  await map('post', 'column', 'JobRole')
  await map('base', 'column', 'MonthlyIncome')
  await map('gender', 'column', 'Gender')
  await page.locator('[name=effectiveOn]').fill('2026-09-30')
  await page.locator('[name=makeUnits]').check()
  await page.locator('[name=makePosts]').check()
  await page.locator('main button[name=act][value=preview]').first().click()
  await page.getByText('1,470').first().waitFor({ timeout: 60_000 })
}

describe.runIf(isHere)('a roster of 1,470 with headings of its own', () => {
  it('is mapped, previewed and written on the screen, and changes nothing the second time', {
    timeout: 180_000,
  }, async () => {
    const server = await startServer()
    const database = join(server.varDir, 'echelon.db')
    const db = openDb({ url: database })
    await openSalesBank(db, Date.now())
    db.engine.close()
    const { page, violations, errors } = await visit(server.address)
    await signIn(page, 'hr', password)

    await previewOf(page)
    await expectAccessible(page)
    await page.locator('main details:has(button[value=commit]) > summary').first().click()
    await page.locator('main button[name=act][value=commit]').first().click()
    await page
      .getByText(/^Written/)
      .first()
      .waitFor({ timeout: 60_000 })
    const people = () => query(database, 'SELECT count(*) AS people, count(DISTINCT gender) AS genders FROM employees')
    expect(people()).toEqual([{ people: 1_470, genders: 2 }])

    await previewOf(page)
    await page.getByText('The data already matches the file.').first().waitFor()
    expect(people()).toEqual([{ people: 1_470, genders: 2 }])
    expect([...violations, ...errors]).toEqual([])
    await server.stop()
  })
})
