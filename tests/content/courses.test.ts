import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { locales } from '#app/kernel/words.ts'
import { readGift } from '#app/learning/questions/gift.ts'
import { keyOf } from '#app/learning/questions/question.ts'

const root = path.resolve('content/courses')
const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
const text = (...parts: string[]) => readFileSync(path.join(root, ...parts), 'utf8')
const posts: { code: string }[] = JSON.parse(readFileSync('content/demo/posts.json', 'utf8')).posts

/** Headings, tables, lists, quotes and rules, so that a translation that lost a part is noticed. */
const outline = (markdown: string) =>
  markdown
    .split('\n')
    .map((line) => /^(#+|>|\||-|\d+\.)/.exec(line)?.[1]?.replace(/\d+\./, '1.'))
    .filter((mark) => mark !== undefined)

describe.each(folders.map((entry) => entry.name))('the course %s', (slug) => {
  const course = JSON.parse(text(slug, 'course.json'))
  const banks = locales.map((locale) => readGift(text(slug, `questions.${locale}.gift`)))

  it('is described in both languages', () => {
    expect(course.slug).toBe(slug)
    for (const words of [course.title, course.summary, course.certification.name, ...course.lessons.map(titleOf)])
      for (const locale of locales) expect(words[locale]).toMatch(/\S/)
    const known = new Set(posts.map((post) => post.code))
    for (const post of course.mandatory_for) expect(known).toContain(post)
  })

  it('has three lessons whose two languages have one outline', () => {
    expect(course.lessons).toHaveLength(3)
    for (const [index, lesson] of course.lessons.entries()) {
      const name = (locale: string) => `0${index + 1}-${lesson.slug}.${locale}.md`
      const [chinese, english] = [text(slug, name('zh-CN')), text(slug, name('en'))]
      expect(outline(english)).toEqual(outline(chinese))
      expect(chinese.match(/\p{Script=Han}/gu)?.length).toBeGreaterThan(500)
      for (const body of [chinese, english]) expect(body).toContain('> checkpoint')
    }
  })

  it('has a question bank without a fault', () => {
    for (const bank of banks) expect(bank.problems).toEqual([])
  })

  it('asks the same in both languages', () => {
    const keys = banks.map((bank) =>
      bank.questions.map(({ question }) => [question.id, question.tags, keyOf(question)]),
    )
    expect(keys[0]).toEqual(keys[1])
    expect(keys[0]?.length).toBeGreaterThanOrEqual(16)
  })

  it('gives feedback on every option and on every question', () => {
    const questions = banks.flatMap((bank) => bank.questions)
    expect(questions.length).toBeGreaterThan(0)
    for (const { question } of questions) {
      expect(question.generalFeedback).not.toBeNull()
      if ('options' in question) for (const option of question.options) expect(option.feedback).not.toBeNull()
    }
  })

  it('uses single, multiple, true-or-false and numeric questions', () => {
    const kinds = new Set(banks[0]?.questions.map(({ question }) => question.kind))
    expect([...kinds].sort()).toEqual(['multiple', 'numeric', 'single', 'true-false'])
  })

  it('can draw its assessment from the bank', () => {
    const { assessment } = course
    const tags = banks[0]?.questions.map(({ question }) => question.tags[0]) ?? []
    const drawn = assessment.draw.reduce((sum: number, part: { questions: number }) => sum + part.questions, 0)
    expect(drawn).toBe(assessment.questions_drawn)
    for (const part of assessment.draw)
      expect(tags.filter((tag) => tag === part.tag).length).toBeGreaterThanOrEqual(part.questions)
    expect(new Set(tags)).toEqual(new Set(assessment.draw.map((part: { tag: string }) => part.tag)))
  })
})

const titleOf = (lesson: { title: Record<string, string> }) => lesson.title
