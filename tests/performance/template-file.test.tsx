import type { ActionFunctionArgs } from '@remix-run/node'
import { expect, it } from 'vitest'
import * as templates from '#app/performance/screens/templates.tsx'
import { templateVersions } from '#db/schema/performance.ts'
import { contextFor, cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb, now } from '../support/database.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { openBank } from './bank.ts'

const screen = templates as unknown as RouteModule
const megabyte = 1024 * 1024

/** What the page says once a file was sent to it. */
const sending = async (content: string | null) => {
  const db = await freshDb()
  await openBank(db)
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  const cookie = await cookieOf(db, 'hr', clock.now)
  const body = new FormData()
  body.append('act', 'import')
  body.append('file', new File(content === null ? [] : [content], 'template.json', { type: 'application/json' }))
  const origin = 'http://127.0.0.1:3000'
  const request = new Request(`${origin}/templates`, { method: 'POST', headers: { origin, cookie }, body })
  const before = await db.$count(templateVersions)
  const args: ActionFunctionArgs = { request, params: {}, context: contextFor(db, now) }
  const answer = (await screen.action?.(args)) as { data: unknown } | undefined
  expect(await db.$count(templateVersions)).toBe(before)
  const loaded = await dataOf(screen, { db, now, cookie, path: '/templates', params: {} })
  return textOf(await pageOf(templates.default, { words: ['performance'], loaded, answered: answer?.data }))
}

it('a file that is too large is said to be so, and how large it may be', async () => {
  const text = await sending('x'.repeat(megabyte + 1))
  expect(text).toContain('The file is larger than 1 MB')
  expect(text).not.toContain('Choose a file of at most')
})

it('one as large as it may be is read, and none at all is asked for', async () => {
  expect(await sending('x'.repeat(megabyte))).toContain('This file cannot be read as a template')
  expect(await sending(null)).toContain('Choose a file of at most 1 MB')
})
