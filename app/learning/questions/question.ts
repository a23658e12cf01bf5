/**
 * A question of the bank, as its author wrote it, and what a response to it is.
 * Fractions are shares of the maximum mark: 1 right, 0 nothing, down to −1; they are measures, not money, and stay doubles.
 */
import type { DecimalText } from '#app/kernel/decimal.ts'
import type { Locale } from '#app/kernel/words.ts'

export const textFormats = ['moodle', 'plain', 'html', 'markdown'] as const
export type TextFormat = (typeof textFormats)[number]
/** Text with the format that it was written in; html is sanitised where it is shown. */
export type RichText = { format: TextFormat; text: string }

export const questionKinds = [
  'single',
  'multiple',
  'true-false',
  'short-answer',
  'numeric',
  'matching',
  'essay',
  'description',
] as const
export type QuestionKind = (typeof questionKinds)[number]

export type QuestionBase = {
  /** The author's id, by which the languages and later versions of a question are known to be one. */
  id: string | null
  name: string
  stem: RichText
  tags: string[]
  category: string[]
  generalFeedback: RichText | null
}

export type Option = { text: RichText; fraction: number; feedback: RichText | null }
export type SingleChoice = QuestionBase & { kind: 'single'; options: Option[] }

export const multipleScorings = ['partial', 'all-or-nothing', 'right-minus-wrong'] as const
export type MultipleScoring = (typeof multipleScorings)[number]
export type MultipleChoice = QuestionBase & { kind: 'multiple'; scoring: MultipleScoring; options: Option[] }

export type TrueFalse = QuestionBase & {
  kind: 'true-false'
  key: boolean
  wrongFeedback: RichText | null
  rightFeedback: RichText | null
}

/** `*` in a pattern stands for any run of characters, `\*` for a star. */
export type ShortAnswerPattern = { pattern: string; fraction: number; feedback: RichText | null }
export type ShortAnswer = QuestionBase & { kind: 'short-answer'; caseSensitive: boolean; answers: ShortAnswerPattern[] }

/** Which numbers count: around an answer (three kinds of tolerance), from–to with both ends, or any number. */
export type NumericBand =
  | { kind: 'nominal' | 'relative' | 'geometric'; answer: DecimalText; tolerance: DecimalText }
  | { kind: 'range'; least: DecimalText; most: DecimalText }
  | { kind: 'any' }
export type NumericAnswer = { band: NumericBand; fraction: number; feedback: RichText | null }
export type Numeric = QuestionBase & { kind: 'numeric'; answers: NumericAnswer[] }

/** Each stem names its right choice by index; there may be more choices than stems. */
export type Matching = QuestionBase & {
  kind: 'matching'
  stems: { text: RichText; choice: number }[]
  choices: RichText[]
}
export type Essay = QuestionBase & { kind: 'essay' }
/** Text between questions: no answer, no mark. */
export type Description = QuestionBase & { kind: 'description' }

export type Question =
  | SingleChoice
  | MultipleChoice
  | TrueFalse
  | ShortAnswer
  | Numeric
  | Matching
  | Essay
  | Description

/** One question in the languages it exists in; kind, fractions and the order of options are equal in all of them. */
export type LocalisedQuestion = { [locale in Locale]?: Question }

/** In the language, or in the one that there is. */
export const questionIn = (body: LocalisedQuestion, language: Locale): Question | undefined =>
  body[language] ?? body['zh-CN'] ?? body.en

/** Options, stems and choices are named by their index in the question, never by the place where they were shown. */
export type Response =
  | { kind: 'single'; option: number }
  | { kind: 'multiple'; options: number[] }
  | { kind: 'true-false'; answer: boolean }
  | { kind: 'short-answer'; text: string }
  | { kind: 'numeric'; text: string }
  /** For each stem the choice taken, or null. */
  | { kind: 'matching'; choices: (number | null)[] }
  | { kind: 'essay'; text: string }

/** What earns the mark, without its words: equal in every language of one question. */
export const keyOf = (question: Question): string => {
  switch (question.kind) {
    case 'single':
      return JSON.stringify([question.kind, question.options.map((option) => option.fraction)])
    case 'multiple':
      return JSON.stringify([question.kind, question.scoring, question.options.map((option) => option.fraction)])
    case 'true-false':
      return JSON.stringify([question.kind, question.key])
    case 'short-answer':
      return JSON.stringify([question.kind, question.caseSensitive])
    case 'numeric':
      return JSON.stringify([question.kind, question.answers.map((answer) => [answer.band, answer.fraction])])
    case 'matching':
      return JSON.stringify([question.kind, question.stems.map((stem) => stem.choice), question.choices.length])
    case 'essay':
    case 'description':
      return JSON.stringify([question.kind])
  }
}
