/** What can be wrong with the folder of a course; the words are in the language files, by code. */
import type { GiftError } from '#app/learning/questions/gift-problem.ts'

export type ContentFault =
  | 'missing'
  | 'missing-everywhere'
  | 'not-json'
  | 'field'
  | 'too-few-questions'
  | 'no-id'
  | 'other-key'
  | GiftError
