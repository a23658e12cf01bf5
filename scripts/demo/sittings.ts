/** Attempts as people would have sat them: drawn, answered, scored and graded by the rules of learning. */
import type { Json } from '#app/kernel/canonical.ts'
import type { Instant } from '#app/kernel/day.ts'
import { decimal, decimalText } from '#app/kernel/decimal.ts'
import type { AssessmentSettings } from '#app/learning/assessments/attempt.ts'
import { type Drawable, drawQuestions } from '#app/learning/assessments/draw.ts'
import { gradeOf } from '#app/learning/assessments/grade.ts'
import type { Question, Response } from '#app/learning/questions/question.ts'
import { scoreOf } from '#app/learning/questions/question-score.ts'
import type { Chance } from './chance.ts'

const numberIn = (question: Extract<Question, { kind: 'numeric' }>): string => {
  const band = question.answers.find((answer) => answer.fraction > 0)?.band
  if (!band || band.kind === 'any') return '0'
  return band.kind === 'range' ? band.least : band.answer
}

const rightAnswer = (question: Question): Response => {
  switch (question.kind) {
    case 'single': {
      const best = Math.max(...question.options.map((option) => option.fraction))
      return { kind: 'single', option: question.options.findIndex((option) => option.fraction === best) }
    }
    case 'multiple':
      return {
        kind: 'multiple',
        options: question.options.flatMap((option, index) => (option.fraction > 0 ? [index] : [])),
      }
    case 'true-false':
      return { kind: 'true-false', answer: question.key }
    case 'numeric':
      return { kind: 'numeric', text: numberIn(question) }
    case 'short-answer':
      return { kind: 'short-answer', text: (question.answers[0]?.pattern ?? '').replaceAll('*', '') }
    case 'matching':
      return { kind: 'matching', choices: question.stems.map((stem) => stem.choice) }
    case 'essay':
    case 'description':
      return { kind: 'essay', text: '' }
  }
}

const wrongAnswer = (question: Question): Response => {
  switch (question.kind) {
    case 'single':
      return { kind: 'single', option: question.options.findIndex((option) => option.fraction <= 0) }
    case 'multiple':
      return { kind: 'multiple', options: [question.options.findIndex((option) => option.fraction <= 0)] }
    case 'true-false':
      return { kind: 'true-false', answer: !question.key }
    case 'matching':
      return { kind: 'matching', choices: question.stems.map(() => null) }
    default:
      return question.kind === 'numeric' ? { kind: 'numeric', text: '1' } : { kind: 'short-answer', text: '不知道' }
  }
}

/** One attempt with so many right answers of those drawn, begun at a time and handed in some minutes later. */
export const sit = (
  pool: readonly Drawable[],
  settings: AssessmentSettings,
  given: { attemptId: string; right: number; startedAt: Instant; chance: Chance },
) => {
  const { attemptId, right, startedAt, chance } = given
  const drawn = drawQuestions(pool, {
    draw: settings.draw,
    shuffle: settings.shuffle,
    asked: new Map(),
    randomFor: () => chance.next,
  })
  if (!drawn) throw new Error('a question bank is too small for its assessment')
  const bodies = new Map(pool.map((each) => [each.questionVersionId, each.body]))
  const slots = drawn.map((slot, index) => {
    const question = bodies.get(slot.questionVersionId)?.['zh-CN']
    if (!question) throw new Error(`question version ${slot.questionVersionId} has no Chinese words`)
    const answer = index < right ? rightAnswer(question) : wrongAnswer(question)
    const fraction = scoreOf(question, answer).fraction ?? 0
    return {
      attemptId,
      ...slot,
      seq: 1,
      answer: answer as Json,
      savedAt: startedAt + (index + 1) * 70_000,
      fraction: decimalText(decimal(fraction)),
      mark: decimalText(decimal(fraction).times(decimal(slot.maxMark))),
    }
  })
  const grade = gradeOf(
    slots.map((slot) => ({ fraction: Number(slot.fraction), maxMark: slot.maxMark })),
    settings.passPercent,
  )
  return { slots, grade, submittedAt: startedAt + (slots.length + 1) * 70_000 }
}
