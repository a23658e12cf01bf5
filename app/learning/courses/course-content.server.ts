/** Reads a course as its author wrote it: course.json, lessons in Markdown, the question bank in GIFT, each by language. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { canonical, type Json } from '#app/kernel/canonical.ts'
import { maybeJson } from '#app/kernel/maybe-json.ts'
import { readPortable } from '#app/kernel/portable.form.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { locales, type Words } from '#app/kernel/words.ts'
import { readGift } from '#app/learning/questions/gift.ts'
import { keyOf, type LocalisedQuestion } from '#app/learning/questions/question.ts'
import type { ContentFault } from './content-fault.ts'
import { type CourseFile, courseFile } from './course-file.form.ts'

export type QuestionContent = {
  sourceId: string
  kind: string
  tags: string[]
  body: LocalisedQuestion
  digest: string
}
export type CourseContent = {
  file: CourseFile
  lessons: { slug: string; title: Words; minutes: number; body: Words }[]
  questions: QuestionContent[]
  /** SHA-256 of everything above: equal content is the same version. */
  digest: string
}
/** Where and what: said in words in the log at start, and to whoever keeps the courses. `detail` is the piece concerned. */
export type ContentProblem = { file: string; line: number; code: ContentFault; detail: string }

const problemIn = (file: string, code: ContentFault, detail = ''): ContentProblem => ({ file, line: 0, code, detail })

const sha256 = (value: Json): string => createHash('sha256').update(canonical(value)).digest('hex')
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json
const textOf = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null)

export const coursesFolder = (): string => join(projectRoot(), 'content/courses')

export const readCourse = (folder: string): Outcome<CourseContent, 'unfit', ContentProblem[]> => {
  const problems: ContentProblem[] = []
  const source = textOf(join(folder, 'course.json'))
  if (source === null) return refused('unfit', [problemIn('course.json', 'missing')])
  const parsed = maybeJson(source)
  if (parsed === undefined) return refused('unfit', [problemIn('course.json', 'not-json')])
  const read = readPortable(courseFile, parsed)
  if (!read.ok)
    return refused(
      'unfit',
      (read.error.detail ?? []).map((fault) => problemIn('course.json', 'field', `${fault.path}: ${fault.reason}`)),
    )
  const file = read.value
  const lessons = file.lessons.map((lesson, index) => {
    const name = (locale: string) => `${String(index + 1).padStart(2, '0')}-${lesson.slug}.${locale}.md`
    const body: Words = {}
    for (const locale of locales) {
      const text = textOf(join(folder, name(locale)))
      if (text !== null) body[locale] = text
    }
    if (Object.keys(body).length === 0) problems.push(problemIn(name('zh-CN'), 'missing-everywhere'))
    return { ...lesson, body }
  })
  const questions = readQuestions(folder, problems)
  for (const part of file.assessment?.draw ?? []) {
    const there = questions.filter((question) => question.tags.includes(part.tag)).length
    if (there < part.questions)
      problems.push(problemIn('course.json', 'too-few-questions', `${part.tag}: ${there} / ${part.questions}`))
  }
  if (problems.length > 0) return refused('unfit', problems)
  const digest = sha256(asJson({ file, lessons, questions: questions.map((each) => [each.sourceId, each.digest]) }))
  return done({ file, lessons, questions, digest })
}

/** One question per id, with every language that it is written in; their keys must agree. */
const readQuestions = (folder: string, problems: ContentProblem[]): QuestionContent[] => {
  const known = new Map<string, LocalisedQuestion>()
  for (const locale of locales) {
    const file = `questions.${locale}.gift`
    const source = textOf(join(folder, file))
    if (source === null) continue
    const reading = readGift(source)
    for (const problem of reading.problems)
      if (problem.severity === 'error')
        problems.push({ file, line: problem.line, code: problem.code, detail: problem.detail ?? '' })
    for (const { question, line } of reading.questions) {
      if (question.kind === 'description') continue
      if (question.id === null) {
        problems.push({ file, line, code: 'no-id', detail: question.name })
        continue
      }
      const body = known.get(question.id) ?? {}
      const other = Object.values(body)[0]
      if (other && keyOf(other) !== keyOf(question))
        problems.push({ file, line, code: 'other-key', detail: question.id })
      known.set(question.id, { ...body, [locale]: question })
    }
  }
  return [...known].map(([sourceId, body]) => {
    const question = body['zh-CN'] ?? body.en
    return {
      sourceId,
      kind: question?.kind ?? 'description',
      tags: question?.tags ?? [],
      body,
      digest: sha256(asJson(body)),
    }
  })
}

/** Every folder below content/courses, in the order of their names. */
export const readCourses = (root = coursesFolder()): { content: CourseContent[]; problems: ContentProblem[] } => {
  const content: CourseContent[] = []
  const problems: ContentProblem[] = []
  for (const name of foldersIn(root)) {
    const read = readCourse(join(root, name))
    if (read.ok) content.push(read.value)
    else problems.push(...problemsBelow(name, read))
  }
  return { content, problems }
}

const foldersIn = (root: string): string[] =>
  existsSync(root)
    ? readdirSync(root, { withFileTypes: true })
        .filter((each) => each.isDirectory())
        .map((each) => each.name)
        .sort()
    : []

const problemsBelow = (name: string, read: ReturnType<typeof readCourse>): ContentProblem[] =>
  read.ok ? [] : (read.error.detail ?? []).map((each) => ({ ...each, file: `${name}/${each.file}` }))

const looked = new Map<string, { files: string; problems: ContentProblem[] }>()

/** What keeps folders from being read, as they are now: only one whose files have changed since is read again. */
export const courseProblems = (root = coursesFolder()): ContentProblem[] =>
  foldersIn(root).flatMap((name) => {
    const folder = join(root, name)
    const files = filesText(folder)
    const before = looked.get(folder)
    if (before?.files === files) return before.problems
    const problems = problemsBelow(name, readCourse(folder))
    looked.set(folder, { files, problems })
    return problems
  })

/** Names, sizes and times of a folder's files: another text of one is another of these. */
const filesText = (folder: string): string =>
  JSON.stringify(
    readdirSync(folder).map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name))
      return [name, size, mtimeMs]
    }),
  )
