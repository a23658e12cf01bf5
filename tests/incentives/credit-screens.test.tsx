import type { ComponentType } from 'react'
import { beforeEach, expect, it } from 'vitest'
import * as creditsScreen from '#app/incentives/screens/credits.tsx'
import * as deferralsScreen from '#app/incentives/screens/deferrals.tsx'
import * as targetsScreen from '#app/incentives/screens/product-targets.tsx'
import { openCycle } from '#app/performance/cycles.server.ts'
import type { Db } from '#db/client.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { hr, quarter } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { openSellingBank } from './selling-bank.ts'

let db: Db
beforeEach(async () => {
  db = await freshDb()
  await openSellingBank(db)
  await openCycle(db, hr, quarter, clock.now)
  await account(db, 'acc_officer', 'officer', 'incentive-officer')
})
const page = async (module: unknown, path: string) => {
  const screen = module as RouteModule & { default: ComponentType }
  const visit = { db, now: clock.now, cookie: await cookieOf(db, 'officer', clock.now), path, params: {} }
  return pageOf(screen.default, { words: ['incentives'], loaded: await dataOf(screen, visit) })
}

it('an import says how much it wrote: its rows need not be among the newest', async () => {
  expect(textOf(await page(creditsScreen, '/credits?written=3'))).toContain('3 credits were written.')
  expect(textOf(await page(creditsScreen, '/credits'))).not.toContain('written.')
  expect(textOf(await page(targetsScreen, '/product-targets?written=0'))).toContain('Nothing was to be changed')
})

it('the products that a file may name are named beside it', async () => {
  expect(textOf(await page(creditsScreen, '/credits'))).toContain('Products: loan, card.')
})

it('the register of deferred pay offers all of it once', async () => {
  const html = await page(deferralsScreen, '/deferrals')
  expect(html.match(/<option[^>]*>All<\/option>/g)).toHaveLength(1)
})
