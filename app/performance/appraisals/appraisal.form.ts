/** What a person sends from the own appraisal page, and what reviewers send about it. */
import * as z from 'zod/mini'
import { maybeText, revisionField, textField } from '../field.form.ts'

const texts = z._default(z.record(z.string(), z.string().check(z.maxLength(2000, 'too-long'))), {})
export const appraisalForm = z.object({ marks: texts, comments: texts, revisions: texts, comment: maybeText(4000) })
export const acknowledgeForm = z.object({ note: maybeText(2000) })
export const appealForm = z.object({ reason: textField(4000) })
export const answerForm = z.object({
  appealId: textField(),
  outcome: z.enum(['upheld', 'rejected'], 'required'),
  answer: textField(4000),
  rating: maybeText(20),
  revision: revisionField,
})
export const moveForm = z.object({
  appraisalId: textField(),
  rating: maybeText(20),
  reason: textField(1000),
  revision: revisionField,
})
