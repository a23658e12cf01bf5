/** What would have been right, as the screen shows it: the key by places, once a review may give it. */
import { boundsOf } from '#app/learning/questions/numeric-answer.ts'
import type { Question } from '#app/learning/questions/question.ts'
import { isRightOption } from '#app/learning/questions/question-score.ts'
import { readablePattern, type TextShape } from '#app/learning/questions/short-answer.ts'

/** Places of the right options, of each stem's right choice; or the right answer in words, or what it must look like. */
export type RightAnswer = { places: number[]; text: string | null; shape?: TextShape }

/** Of a single choice what earns the whole mark: half an answer is not the right one. Of several, all that earn. */
export const rightAnswer = (question: Question, order: readonly number[]): RightAnswer => {
  const places = (indexes: readonly number[]) => indexes.map((index) => order.indexOf(index)).sort((a, b) => a - b)
  switch (question.kind) {
    case 'single':
    case 'multiple': {
      const { kind, options } = question
      const isRight = (option: (typeof options)[number]) =>
        kind === 'single' ? option.fraction === 1 : isRightOption(option)
      return { places: places(options.flatMap((option, index) => (isRight(option) ? [index] : []))), text: null }
    }
    case 'true-false':
      return { places: [question.key ? 0 : 1], text: null }
    case 'numeric': {
      const best = question.answers.find((answer) => answer.fraction === 1)?.band
      if (!best || best.kind === 'any') return { places: [], text: null }
      const { least, most } = boundsOf(best)
      return { places: [], text: least.eq(most) ? least.toFixed() : `${least.toFixed()}–${most.toFixed()}` }
    }
    case 'short-answer': {
      const right = question.answers
        .filter((answer) => answer.fraction === 1)
        .map((each) => readablePattern(each.pattern))
      // One that is written out says more than what many have in common.
      return { places: [], text: null, ...(right.find((each) => 'text' in each) ?? right[0]) }
    }
    case 'matching':
      return { places: question.stems.map((stem) => order.indexOf(stem.choice)), text: null }
    default:
      return { places: [], text: null }
  }
}
