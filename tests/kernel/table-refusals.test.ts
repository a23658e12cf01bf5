import { expect, it } from 'vitest'
import { refusalWords, type Say } from '#app/i18n/answer-words.ts'
import { translator } from '#app/i18n/words.server.ts'
import { readTable } from '#app/kernel/table-reader.server.ts'
import { timeZone } from '../support/database.ts'

const said = async (domain: string, locale: 'en' | 'zh-CN', text: string) => {
  const table = await readTable(new TextEncoder().encode(text))
  if (table.ok) throw new Error('this is a table')
  const say = (words: string) => translator(locale, words, timeZone) as Say
  return refusalWords(table.error, say(domain), say('ui'))
}

it.each(['organisation', 'performance', 'incentives'])(
  'a file that %s cannot take says where it is wrong',
  async (domain) => {
    const wide = 'number,product\nE-1,card\nE-2,card,3\n'
    expect(await said(domain, 'en', wide)).toBe('Row 3 has a value in column C, which has no heading.')
    expect(await said(domain, 'zh-CN', wide)).toBe('第 3 行的 C 列有内容，但该列没有表头。')
    expect(await said(domain, 'en', 'number,product\nE-1,"card\n')).toBe(
      'Row 2: a quotation mark is opened but never closed.',
    )
  },
)
