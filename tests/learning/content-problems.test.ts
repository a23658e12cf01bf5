import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { translator } from '#app/i18n/words.server.ts'
import { readCourses } from '#app/learning/courses/course-content.server.ts'
import { giftErrors } from '#app/learning/questions/gift-problem.ts'
import { freshFolder } from '../support/database.ts'

it('what is wrong with a course folder is said in words, with its file and line', () => {
  const root = freshFolder()
  cpSync('content/courses/anti-money-laundering', join(root, 'aml'), { recursive: true })
  const bank = join(root, 'aml/questions.en.gift')
  const source = readFileSync(bank, 'utf8').trimEnd()
  writeFileSync(bank, `${source}\n\nWho reports? {=everyone ~nobody\n`)
  const { content, problems } = readCourses(root)
  expect(content).toEqual([])
  expect(problems).toMatchObject([{ file: 'aml/questions.en.gift', code: 'lone-brace' }])
  expect(problems[0]?.line).toBe(source.split('\n').length + 2)
  const t = translator('zh-CN', 'learning', 'Asia/Shanghai')
  expect(t(`content.faults.${problems[0]?.code ?? ''}`, { detail: '' })).toBe('花括号不成对。')
})

it.each(['en', 'zh-CN'] as const)('every fault of a question file has words in %s', (locale) => {
  const t = translator(locale, 'learning', 'Asia/Shanghai')
  expect(giftErrors.filter((code) => !t.has(`content.faults.${code}`))).toEqual([])
})
