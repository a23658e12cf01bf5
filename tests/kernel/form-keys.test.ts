import { expect, it } from 'vitest'
import {
  actUnder,
  type Claim,
  FormTakenOver,
  holdFormKey,
  keepFormAnswer,
  sweepFormKeys,
} from '#app/kernel/form-keys.server.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db } from '#db/client.server.ts'
import { formKeys, marks } from '#db/schema/kernel.ts'
import { transact } from '#db/transact.server.ts'
import { clock, eachEngine } from '../support/database.ts'

const submit = (db: Db, at = clock.now) => holdFormKey(db, 'session', 'key', at)
/** What a submit comes to at once, without waiting for another to die. */
const soon = (submitted: ReturnType<typeof submit>, within = 2_000) =>
  Promise.race([submitted, new Promise<'waits'>((resolve) => setTimeout(() => resolve('waits'), within))])
const firstClaim = async (db: Db, at = clock.now): Promise<Claim> => {
  const first = await submit(db, at)
  if (!first.isFirst) throw new Error('the key is taken')
  return first.claim
}
const grant = (db: Db) =>
  transact(db, async (tx) => {
    await tx.insert(marks).values({ key: 'granted', value: 1, at: clock.now })
    return done(null)
  })
const granted = (db: Db) => db.$count(marks)
const later = clock.now + 16_000

eachEngine('a form that is sent twice', (open) => {
  it('leads where it led the first time', async () => {
    const db = await open()
    const claim = await firstClaim(db)
    await actUnder(claim, () => grant(db))
    await keepFormAnswer(db, claim, new Response(null, { headers: { location: '/runs' } }))
    expect(await soon(submit(db))).toEqual({ isFirst: false, wentTo: '/runs' })
  })

  it('is not done again when the server died between the act and its answer', async () => {
    const db = await open()
    await actUnder(await firstClaim(db), () => grant(db))
    // Here the server dies: nothing is noted of where the act led.
    expect(await submit(db, later)).toEqual({ isFirst: false, wentTo: null })
  })

  it('is done by the second when the server died before the act was, or the act was rolled back', async () => {
    const db = await open()
    const claim = await firstClaim(db)
    const refusing = () =>
      transact(db, async (tx) => {
        await tx.insert(marks).values({ key: 'granted', value: 1, at: clock.now })
        return refused('no-such-run')
      })
    expect(await actUnder(claim, refusing)).toMatchObject({ ok: false })
    await actUnder(await firstClaim(db, later), () => grant(db))
    expect(await granted(db)).toBe(1)
  })

  it('is done once when the first was only slow: it finds the key taken over and writes nothing', async () => {
    const db = await open()
    const [slow, second] = [await firstClaim(db), await firstClaim(db, later)]
    await expect(actUnder(slow, () => grant(db))).rejects.toBeInstanceOf(FormTakenOver)
    expect(await granted(db)).toBe(0)
    await actUnder(second, () => grant(db))
    expect(await granted(db)).toBe(1)
  })

  it('waits while the first is at work, and then leads where it led', async () => {
    const db = await open()
    const claim = await firstClaim(db)
    const second = submit(db, clock.now + 1_000)
    // A turn of waiting, while the first still holds the key.
    expect(await soon(second, 120)).toBe('waits')
    await actUnder(claim, () => grant(db))
    await keepFormAnswer(db, claim, new Response(null, { headers: { location: '/runs' } }))
    expect(await second).toEqual({ isFirst: false, wentTo: '/runs' })
  })

  it('may be sent again at once when it was refused', async () => {
    const db = await open()
    await keepFormAnswer(db, await firstClaim(db), new Response(null, { status: 422 }))
    expect(await soon(submit(db))).toMatchObject({ isFirst: true })
  })

  it('is taken over neither early nor late: a first submit of fifteen seconds ago is still at work', async () => {
    const db = await open()
    await firstClaim(db)
    const waits = submit(db, clock.now + 14_980)
    expect(await soon(waits, 20)).toBe('waits')
    expect(await soon(waits)).toMatchObject({ isFirst: true })
  })

  it('is another form in another session, and one with another key', async () => {
    const db = await open()
    await firstClaim(db)
    expect(await holdFormKey(db, 'another session', 'key', clock.now)).toMatchObject({ isFirst: true })
    expect(await holdFormKey(db, 'session', 'another key', clock.now)).toMatchObject({ isFirst: true })
  })

  it('finds where it led for a day, and is forgotten after two', async () => {
    const db = await open()
    await keepFormAnswer(db, await firstClaim(db), new Response(null, { headers: { location: '/runs' } }))
    await transact(db, (tx) => sweepFormKeys(tx, clock.days(1)))
    expect(await submit(db, clock.days(1))).toEqual({ isFirst: false, wentTo: '/runs' })
    await transact(db, (tx) => sweepFormKeys(tx, clock.days(2) + 1))
    expect(await db.$count(formKeys)).toBe(0)
  })

  it('is swept out some at a time, so that nobody waits for it', async () => {
    const db = await open()
    const old = Array.from({ length: 600 }, (_, at) => ({ actorId: 'a', key: `${at}`, at: clock.now }))
    await transact(db, (tx) => tx.insert(formKeys).values(old))
    await transact(db, (tx) => sweepFormKeys(tx, clock.days(3)))
    expect(await db.$count(formKeys)).toBe(100)
  })
})
