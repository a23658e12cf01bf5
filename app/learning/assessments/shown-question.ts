/** A question as an examinee gets it: nothing of the key, nothing of the feedback, options without their own numbers. */
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Question, QuestionKind, RichText } from '#app/learning/questions/question.ts'

export type ShownQuestion = {
  slot: number
  kind: QuestionKind
  maxMark: DecimalText
  stem: string
  /** In the order shown. For matching, the choices; for true-or-false the screen has its own words. */
  options: string[]
  /** The stems of a matching question. */
  pairs: string[]
}

export const shownQuestion = (
  question: Question,
  slot: { slot: number; maxMark: DecimalText; optionOrder: readonly number[] },
  html: (text: RichText) => string,
): ShownQuestion => {
  const texts =
    question.kind === 'matching'
      ? question.choices
      : 'options' in question
        ? question.options.map(({ text }) => text)
        : []
  return {
    slot: slot.slot,
    kind: question.kind,
    maxMark: slot.maxMark,
    stem: html(question.stem),
    options: slot.optionOrder.flatMap((index) => (texts[index] ? [html(texts[index])] : [])),
    pairs: question.kind === 'matching' ? question.stems.map(({ text }) => html(text)) : [],
  }
}
