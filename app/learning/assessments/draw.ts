/** Which questions an attempt asks, and in which order. */
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { LocalisedQuestion, Question } from '#app/learning/questions/question.ts'
import type { DrawPart } from './attempt.ts'
import { shuffled } from './shuffle.ts'

export type Drawable = {
  questionVersionId: string
  /** Of which this is a version: who was asked one version of it was asked the question. */
  questionId: string
  /** Stays the same from version to version: pools are taken in its order. */
  stableId: string
  tags: readonly string[]
  body: LocalisedQuestion
}
export type DrawnSlot = {
  slot: number
  questionVersionId: string
  maxMark: DecimalText
  /** Indexes of options (of choices, when matching) in the order shown. */
  optionOrder: number[]
}

export type DrawRules = {
  draw: readonly DrawPart[]
  shuffle: boolean
  /** How often this learner was asked each question before, in whichever course version or sitting, by question. */
  asked: ReadonlyMap<string, number>
  /** A generator for `slot:3` or `order`, from the server's secret and the attempt. */
  randomFor: (what: string) => () => number
}

const optionCount = (question: Question): number =>
  question.kind === 'matching' ? question.choices.length : 'options' in question ? question.options.length : 0

/** Options of a question without its words: equal in both languages. */
const optionsOf = (body: LocalisedQuestion): number => {
  const question = body['zh-CN'] ?? body.en
  return question ? optionCount(question) : 0
}

/** Of the pool, those that this learner was asked least; among them chance decides. Null when the pool is too small. */
export const drawQuestions = (pool: readonly Drawable[], rules: DrawRules): DrawnSlot[] | null => {
  const sorted = [...pool].sort((a, b) => (a.stableId < b.stableId ? -1 : 1))
  const taken = new Set<string>()
  const drawn: DrawnSlot[] = []
  for (const part of rules.draw) {
    for (let count = 0; count < part.questions; count++) {
      const left = sorted.filter((each) => each.tags.includes(part.tag) && !taken.has(each.questionVersionId))
      const least = Math.min(...left.map((each) => rules.asked.get(each.questionId) ?? 0))
      const candidates = left.filter((each) => (rules.asked.get(each.questionId) ?? 0) === least)
      const random = rules.randomFor(`slot:${drawn.length + 1}`)
      const chosen = candidates[Math.floor(random() * candidates.length)]
      if (!chosen) return null
      taken.add(chosen.questionVersionId)
      const options = Array.from({ length: optionsOf(chosen.body) }, (_, index) => index)
      drawn.push({
        slot: drawn.length + 1,
        questionVersionId: chosen.questionVersionId,
        maxMark: part.points,
        optionOrder: rules.shuffle ? shuffled(options, random) : options,
      })
    }
  }
  if (!rules.shuffle) return drawn
  return shuffled(drawn, rules.randomFor('order')).map((each, index) => ({ ...each, slot: index + 1 }))
}
