/**
 * What is read of a version before it is approved: its lessons, its questions as examinees get them, and what of both
 * is new since the version that is active. The key stays in the content folder: officers sit assessments as well.
 */
import { and, asc, eq, ne } from 'drizzle-orm'
import { type Locale, type Words, wordsIn } from '#app/kernel/words.ts'
import { shownQuestion } from '#app/learning/assessments/shown-question.ts'
import { questionIn } from '#app/learning/questions/question.ts'
import { richHtml } from '#app/learning/questions/rich-text.server.ts'
import type { Reader } from '#db/client.server.ts'
import {
  assessmentQuestions,
  assessments,
  courseVersions,
  lessons,
  questions,
  questionVersions,
} from '#db/schema/learning.ts'
import { type LessonWords, lessonText } from './lesson-text.server.ts'

/** The text of one lesson; null where the version has none of this name. */
export const lessonOfVersion = async (
  db: Reader,
  versionId: string,
  slug: string,
  { locale, words }: { locale: Locale; words: LessonWords },
) => {
  const [lesson] = await db
    .select()
    .from(lessons)
    .where(and(eq(lessons.courseVersionId, versionId), eq(lessons.slug, slug)))
  if (!lesson) return null
  const { text, lang } = wordsIn(lesson.body, locale)
  const { html } = lessonText(lesson.id, lang ?? locale, text, words)
  return { slug, title: lesson.title, lang: lang ?? null, html }
}

const bankOf = (db: Reader, versionId: string) =>
  db
    .select({
      sourceId: questions.sourceId,
      kind: questionVersions.kind,
      tags: questionVersions.tags,
      body: questionVersions.body,
      digest: questionVersions.digest,
    })
    .from(assessmentQuestions)
    .innerJoin(assessments, eq(assessments.id, assessmentQuestions.assessmentId))
    .innerJoin(questionVersions, eq(questionVersions.id, assessmentQuestions.questionVersionId))
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(eq(assessments.courseVersionId, versionId))
    .orderBy(asc(questions.sourceId))

export const questionsOfVersion = async (db: Reader, versionId: string, locale: Locale) =>
  (await bankOf(db, versionId)).flatMap(({ sourceId, tags, body }, index) => {
    const question = questionIn(body, locale)
    if (!question) return []
    const optionOrder = 'options' in question ? question.options.keys() : []
    const places = question.kind === 'matching' ? question.choices.keys() : optionOrder
    const slot = { slot: index + 1, maxMark: '1', optionOrder: [...places] }
    return [{ sourceId, tags, ...shownQuestion(question, slot, richHtml) }]
  })

export type Novelty = 'new' | 'changed'
export type VersionChanges = {
  lessons: Record<string, Novelty>
  questions: Record<string, Novelty>
  gone: { lessons: Words[]; questions: number }
  passPercentBefore: string | null
}

/** Since the active version of the same course; null where there is none, or it is this one. */
export const changesOfVersion = async (
  db: Reader,
  version: { id: string; courseId: string },
): Promise<VersionChanges | null> => {
  const [active] = await db
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .where(
      and(
        eq(courseVersions.courseId, version.courseId),
        eq(courseVersions.state, 'active'),
        ne(courseVersions.id, version.id),
      ),
    )
  if (!active) return null
  const lessonsOf = (id: string) => db.select().from(lessons).where(eq(lessons.courseVersionId, id))
  const before = new Map((await lessonsOf(active.id)).map((lesson) => [lesson.slug, lesson]))
  const asked = new Map((await bankOf(db, active.id)).map(({ sourceId, digest }) => [sourceId, digest]))
  const now = await lessonsOf(version.id)
  const bank = await bankOf(db, version.id)
  const textOf = ({ title, minutes, body }: (typeof now)[number]) => JSON.stringify([title, minutes, body])
  const [settings] = await db
    .select({ settings: assessments.settings })
    .from(assessments)
    .where(eq(assessments.courseVersionId, active.id))
  return {
    lessons: Object.fromEntries(
      now.flatMap((lesson): [string, Novelty][] => {
        const old = before.get(lesson.slug)
        if (!old) return [[lesson.slug, 'new']]
        return textOf(old) === textOf(lesson) ? [] : [[lesson.slug, 'changed']]
      }),
    ),
    questions: Object.fromEntries(
      bank.flatMap(({ sourceId, digest }): [string, Novelty][] => {
        const old = asked.get(sourceId)
        if (old === digest) return []
        return [[sourceId, old === undefined ? 'new' : 'changed']]
      }),
    ),
    gone: {
      lessons: [...before.values()].filter(({ slug }) => now.every((each) => each.slug !== slug)).map((l) => l.title),
      questions: [...asked.keys()].filter((id) => bank.every((each) => each.sourceId !== id)).length,
    },
    passPercentBefore: settings?.settings.passPercent ?? null,
  }
}
