import { beforeEach, describe, expect, it } from 'vitest'
import * as vetoes from '#app/performance/screens/vetoes.tsx'
import type { Db } from '#db/client.server.ts'
import { vetoEvents } from '#db/schema/performance.ts'
import { cookieOf } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { type Screen, sendForm } from '../support/form-post.tsx'
import { standsIn, textOf } from '../support/page.tsx'
import { openBank } from './bank.ts'

const screen = vetoes as unknown as Screen
const typed = {
  number: 'S-001',
  kind: 'fraud',
  description: 'Two tills short & one ledger',
  happenedOn: '2026-09-14',
  capRating: 'D',
  isSerious: 'on',
}

let db: Db
let cookie: string
beforeEach(async () => {
  db = await freshDb()
  await openBank(db)
  await account(db, 'acc_hr', 'hr', 'hr-officer')
  cookie = await cookieOf(db, 'hr', clock.now)
})

const posted = (form: Record<string, string>) =>
  sendForm(
    screen,
    { db, now: clock.now, cookie, path: '/vetoes', params: {} },
    { words: ['performance'], act: 'record', typed: form },
  )

describe('the form of a veto event', () => {
  it('is kept when it is whole', async () => {
    expect(await posted(typed)).toMatchObject({ status: 302 })
    const { number: _, ...facts } = typed
    expect(await db.select().from(vetoEvents)).toMatchObject([{ ...facts, isSerious: true, employeeId: 'emp_1' }])
  })

  it.each([
    [
      'nothing is typed',
      { ...typed, number: '', kind: ' ', description: '' },
      ['number', 'kind', 'description'],
      'Fill this in',
    ],
    ['the day is none', { ...typed, happenedOn: '2026-02-30' }, ['happenedOn'], 'Enter a date such as'],
    ['a text is too long', { ...typed, kind: 'x'.repeat(61) }, ['kind'], 'too long'],
    ['no template has the rating', { ...typed, capRating: 'X' }, ['capRating'], 'No template in force has this rating'],
    ['nobody has the number', { ...typed, number: 'S-999' }, ['number'], 'No one with this number'],
  ] as const)('says at its field, in words, that %s, and loses nothing', async (_, form, fields, words) => {
    const { status, html } = await posted(form)
    expect(status).toBe(422)
    for (const field of fields) {
      const [, id] = new RegExp(`href="#(field-[\\w-]+-${field})"`).exec(html) ?? []
      expect(html).toContain(`id="${id}-error"`)
    }
    expect(textOf(html)).toContain(words)
    for (const name of ['number', 'kind', 'happenedOn'] as const) expect(standsIn(html, name)).toBe(form[name])
    // A rating that the list does not have cannot stand in it again.
    if (form.capRating === 'D')
      expect(html).toMatch(/<option[^>]*selected=""[^>]*value="D"|<option[^>]*value="D"[^>]*selected=""/)
    expect(html).toContain(form.description === '' ? '<textarea' : 'Two tills short &amp; one ledger</textarea>')
    expect(html).toMatch(/<input[^>]*name="isSerious"[^>]*checked=""/)
    expect(await db.$count(vetoEvents)).toBe(0)
  })

  it('leaves a box unmarked that was not marked', async () => {
    const { isSerious: _, ...unmarked } = typed
    const { html } = await posted({ ...unmarked, number: '' })
    expect(html).not.toMatch(/<input[^>]*name="isSerious"[^>]*checked=""/)
  })
})
