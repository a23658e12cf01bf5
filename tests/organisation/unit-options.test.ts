import { expect, it } from 'vitest'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { clock, eachEngine } from '../support/database.ts'
import { openBank } from './bank.ts'

eachEngine('units as choices', (open) => {
  const labels = async (options?: { below?: string[]; most?: number }) => {
    const db = await open()
    await openBank(db)
    return (await unitOptions(db, clock.today, 'zh-CN', options)).map(({ label }) => label)
  }

  it('stand in the order of the tree, indented by their depth', async () => {
    expect(await labels()).toEqual([
      '总行 · HO',
      '\u2003滨江分行 · B1',
      '\u2003\u2003文晖支行 · O1',
      '\u2003城西分行 · B2',
    ])
  })

  it('keep to the parts of the tree that are asked for, each once', async () => {
    expect(await labels({ below: ['/HO/B1/O1/', '/HO/B1/'] })).toEqual([
      '\u2003滨江分行 · B1',
      '\u2003\u2003文晖支行 · O1',
    ])
    expect(await labels({ below: [] })).toEqual([])
    expect(await labels({ below: ['/HO/B2/', '/'] })).toHaveLength(4)
  })

  it('are the upper levels alone where there are too many', async () => {
    expect(await labels({ most: 3 })).toEqual(['总行 · HO', '\u2003滨江分行 · B1', '\u2003城西分行 · B2'])
    expect(await labels({ most: 2 })).toEqual(['总行 · HO'])
    expect(await labels({ most: 0 })).toEqual(['总行 · HO'])
  })
})
