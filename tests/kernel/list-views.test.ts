import { expect, it } from 'vitest'
import type { Actor } from '#app/kernel/actor.ts'
import { forgetView, keepView, viewsOf } from '#app/kernel/list-views.server.ts'
import { keepViewForm } from '#app/shell/list-views.form.ts'
import { hr } from '../organisation/bank.ts'
import { clock, eachEngine } from '../support/database.ts'

const one: Actor = { ...hr, id: 'acc_1' }
const other: Actor = { ...hr, id: 'acc_2' }
const list = '/people'

eachEngine('a person’s views of a list', (open) => {
  it('are theirs alone, by name, and for this list', async () => {
    const db = await open()
    const keep = (actor: Actor, name: string, search: string, of = list) =>
      keepView(db, actor, { list: of, name, search }, clock.now)
    await keep(one, 'tellers', 'post=teller')
    await keep(one, 'leavers', 'state=left&sort=-number')
    await keep(other, 'tellers', 'post=other')
    await keep(one, 'mine', 'x=1', '/people#second')
    expect(await viewsOf(db, one, list)).toEqual([
      { name: 'leavers', search: 'state=left&sort=-number' },
      { name: 'tellers', search: 'post=teller' },
    ])
    await forgetView(db, one, { list, name: 'tellers' })
    expect(await viewsOf(db, one, list)).toHaveLength(1)
    expect(await viewsOf(db, other, list)).toEqual([{ name: 'tellers', search: 'post=other' }])
  })

  it('take the place of what stood under the name, and are not without number', async () => {
    const db = await open()
    const keep = (name: string, search = '') => keepView(db, one, { list, name, search }, clock.now)
    for (let at = 0; at < 30; at += 1) await keep(`view ${at}`)
    expect(await keep('one more')).toMatchObject({ error: { code: 'views-full', detail: { most: 30 } } })
    expect(await keep('view 3', 'unit=B1')).toMatchObject({ ok: true })
    expect(await viewsOf(db, one, list)).toContainEqual({ name: 'view 3', search: 'unit=B1' })
  })
})

it('a view has a name, and belongs to an address of ours', () => {
  const given = { list: '/people', name: ' tellers ', search: 'q=1' }
  expect(keepViewForm.parse(given)).toEqual({ ...given, name: 'tellers' })
  for (const wrong of [{ name: ' ' }, { name: 'x'.repeat(41) }, { list: '//evil.example' }, { list: 'people' }])
    expect(keepViewForm.safeParse({ ...given, ...wrong }).success).toBe(false)
})
