/** What can be wrong with a GIFT file. The words are in the language files, by code. */
import type { Cell } from './gift-source.ts'

export const giftErrors = [
  'unreadable-character',
  'lone-brace',
  'second-answer-block',
  'title-unclosed',
  'category-not-alone',
  'duplicate-id',
  'no-text',
  'text-before-option',
  'empty-option',
  'too-few-options',
  'no-right-option',
  'weight-unclosed',
  'weight-not-a-number',
  'weight-out-of-range',
  'pair-without-arrow',
  'too-few-pairs',
  'not-a-number',
  'range-reversed',
  'negative-tolerance',
] as const
export const giftWarnings = ['weights-not-100', 'selecting-all-scores', 'few-pairs', 'lower-case-true-false'] as const
export type GiftError = (typeof giftErrors)[number]
export type GiftWarning = (typeof giftWarnings)[number]

/** Lines and columns count from 1; columns in characters. `detail` is the piece of text concerned. */
export type GiftProblem = { line: number; column: number; detail?: string } & (
  | { severity: 'error'; code: GiftError }
  | { severity: 'warning'; code: GiftWarning }
)
export type Place = Pick<Cell, 'line' | 'column'>

/** Ends the reading of one block; caught where blocks are read, and nowhere else. */
export class GiftRefusal extends Error {
  readonly problem: GiftProblem
  constructor(code: GiftError, place: Place, detail?: string) {
    super(code)
    this.problem = { severity: 'error', code, line: place.line, column: place.column, ...(detail ? { detail } : {}) }
  }
}
