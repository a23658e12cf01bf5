import { expect, it } from 'vitest'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { refusalWords } from '#app/i18n/answer-words.ts'
import { translator } from '#app/i18n/words.server.ts'
import type { Locale } from '#app/kernel/words.ts'
import { transact } from '#db/transact.server.ts'
import { hr } from '../organisation/bank.ts'
import { clock, eachEngine } from '../support/database.ts'

eachEngine('a form whose thing has changed meanwhile', (open) => {
  const unit = { kind: 'unit', id: 'unt_1', unitPath: '/' }

  it('hears who changed it last', async () => {
    const db = await open()
    await transact(db, async (tx) => {
      await record(tx, { ...hr, name: '白枝' }, 'unit.opened', unit, {}, clock.now - 60_000)
      await record(tx, hr, 'unit.renamed', unit, {}, clock.now)
      await record(tx, { ...hr, name: '路人' }, 'unit.opened', { ...unit, id: 'unt_2' }, {}, clock.now)
    })
    expect((await changedMeanwhile(db, unit)).error.detail).toEqual({ by: hr.name })
    expect((await changedMeanwhile(db, { ...unit, id: 'unt_3' })).error).toEqual({ code: 'changed-meanwhile' })
  })
})

it.each<[Locale, string, string]>([
  ['zh-CN', '内容已被韩瑞修改', '内容已被他人修改'],
  ['en', '韩瑞 has changed this in the meantime', 'Somebody has changed this in the meantime'],
])('in %s the sentence names whoever is known', (locale, named, unnamed) => {
  const say = (domain: string) => translator(locale, domain, 'Asia/Shanghai')
  const words = (detail?: unknown) =>
    refusalWords({ code: 'changed-meanwhile', detail }, say('organisation'), say('ui'))
  expect(words({ by: '韩瑞' })).toContain(named)
  expect(words()).toContain(unnamed)
})
