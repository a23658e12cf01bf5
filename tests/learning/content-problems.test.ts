import { cpSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { translator } from '#app/i18n/words.server.ts'
import { courseProblems, readCourses } from '#app/learning/courses/course-content.server.ts'
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

it('a folder is read again once one of its files has another text, and only then', () => {
  const root = freshFolder()
  const settings = join(root, 'aml/course.json')
  cpSync('content/courses/anti-money-laundering', join(root, 'aml'), { recursive: true })
  const source = readFileSync(settings, 'utf8')
  const write = (text: string, at: number) => {
    writeFileSync(settings, text)
    utimesSync(settings, at, at)
  }
  const codes = () => courseProblems(root).map(({ file, code }) => [file, code])
  write(source, 1)
  expect(codes()).toEqual([])
  // Of the same length and time it passes for the same file: it was not read.
  write(source.replace('{', '['), 1)
  expect(codes()).toEqual([])
  write(source.replace('{', '['), 2)
  expect(codes()).toEqual([['aml/course.json', 'not-json']])
  write(source, 3)
  expect(codes()).toEqual([])
  rmSync(settings)
  expect(codes()).toEqual([['aml/course.json', 'missing']])
})

it.each(['en', 'zh-CN'] as const)('every fault of a question file has words in %s', (locale) => {
  const t = translator(locale, 'learning', 'Asia/Shanghai')
  expect(giftErrors.filter((code) => !t.has(`content.faults.${code}`))).toEqual([])
})
