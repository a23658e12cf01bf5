/** What a person sends from the own appraisal page, and what reviewers send about it. */
import * as z from 'zod/mini'
import { maybeText, revisionField, text } from '#app/kernel/field.form.ts'

const texts = z._default(z.record(z.string(), z.string().check(z.maxLength(2000, 'too-long'))), {})
export const appraisalForm = z.object({ marks: texts, comments: texts, revisions: texts, comment: maybeText(4000) })
export const acknowledgeForm = z.object({ note: maybeText(2000) })
export const appealForm = z.object({ reason: text(4000) })
export const withdrawAppealForm = z.object({ appealId: text(), revision: revisionField })
export const answerForm = z.object({
  appealId: text(),
  outcome: z.enum(['upheld', 'rejected'], 'required'),
  answer: text(4000),
  rating: maybeText(20),
  revision: revisionField,
})
export const moveForm = z.object({
  appraisalId: text(),
  rating: maybeText(20),
  reason: text(1000),
  revision: revisionField,
})
