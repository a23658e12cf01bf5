/**
 * What is read of a version before it is approved: its lessons, its questions as examinees get them, and what of both
 * is new since the version that is active. The key stays in the content folder: officers sit assessments as well.
 */
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Locale, Words } from '#app/kernel/words.ts'
import { shownQuestion } from '#app/learning/assessments/shown-question.ts'
import { questionIn } from '#app/learning/questions/question.ts'
import { richHtml } from '#app/learning/questions/rich-text.server.ts'
import { anyOf } from '#db/any-of.server.ts'
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
  const { html, lang } = lessonText(lesson, locale, words)
  return { slug, title: lesson.title, lang, html }
}

/** Which questions a version draws from, without what they ask. */
const bankOf = (db: Reader, versionId: string) =>
  db
    .select({ id: questionVersions.id, sourceId: questions.sourceId, digest: questionVersions.digest })
    .from(assessmentQuestions)
    .innerJoin(assessments, eq(assessments.id, assessmentQuestions.assessmentId))
    .innerJoin(questionVersions, eq(questionVersions.id, assessmentQuestions.questionVersionId))
    .innerJoin(questions, eq(questions.id, questionVersions.questionId))
    .where(eq(assessments.courseVersionId, versionId))
    .orderBy(asc(questions.sourceId))

export const questionsOfVersion = async (db: Reader, versionId: string, locale: Locale) => {
  const bank = await bankOf(db, versionId)
  const ids = bank.map(({ id }) => id)
  const { id, tags, body } = questionVersions
  const texts = await db.select({ id, tags, body }).from(questionVersions).where(anyOf(id, ids))
  const textOf = new Map(texts.map((text) => [text.id, text]))
  return bank.flatMap(({ id, sourceId }, index) => {
    const text = textOf.get(id)
    const question = text && questionIn(text.body, locale)
    if (!question) return []
    const optionOrder = 'options' in question ? question.options.keys() : []
    const places = question.kind === 'matching' ? question.choices.keys() : optionOrder
    const slot = { slot: index + 1, maxMark: '1', optionOrder: [...places] }
    return [{ sourceId, tags: text.tags, ...shownQuestion(question, slot, richHtml) }]
  })
}

export type Novelty = 'new' | 'changed'
export type VersionChanges = {
  lessons: Record<string, Novelty>
  questions: Record<string, Novelty>
  gone: { lessons: Words[]; questions: number }
  passPercentBefore: string | null
}

const other = alias(lessons, 'other')

/** Lessons of a version beside those of another: texts are compared where they are stored, since no page shows them. */
const lessonsBeside = (db: Reader, versionId: string, otherId: string) =>
  db
    .select({
      slug: lessons.slug,
      title: lessons.title,
      isThere: sql<number>`${other.id} is not null`,
      isSame: sql<number>`coalesce(${lessons.title} = ${other.title} and ${lessons.minutes} = ${other.minutes} and ${lessons.body} = ${other.body}, 0)`,
    })
    .from(lessons)
    .leftJoin(other, and(eq(other.courseVersionId, otherId), eq(other.slug, lessons.slug)))
    .where(eq(lessons.courseVersionId, versionId))
    .orderBy(asc(lessons.position))

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
  const beside = await lessonsBeside(db, version.id, active.id)
  const left = await lessonsBeside(db, active.id, version.id)
  const asked = new Map((await bankOf(db, active.id)).map(({ sourceId, digest }) => [sourceId, digest]))
  const bank = await bankOf(db, version.id)
  const [settings] = await db
    .select({ settings: assessments.settings })
    .from(assessments)
    .where(eq(assessments.courseVersionId, active.id))
  return {
    lessons: Object.fromEntries(
      beside.flatMap(({ slug, isThere, isSame }): [string, Novelty][] =>
        isSame ? [] : [[slug, isThere ? 'changed' : 'new']],
      ),
    ),
    questions: Object.fromEntries(
      bank.flatMap(({ sourceId, digest }): [string, Novelty][] => {
        const old = asked.get(sourceId)
        if (old === digest) return []
        return [[sourceId, old === undefined ? 'new' : 'changed']]
      }),
    ),
    gone: {
      lessons: left.filter(({ isThere }) => !isThere).map(({ title }) => title),
      questions: [...asked.keys()].filter((id) => bank.every((each) => each.sourceId !== id)).length,
    },
    passPercentBefore: settings?.settings.passPercent ?? null,
  }
}
