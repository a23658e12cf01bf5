/** Recording a veto event. */
import * as z from 'zod/mini'
import { checked, dayField, maybeText, text } from '#app/kernel/field.form.ts'

export const vetoForm = z.object({
  number: text(40),
  kind: text(60),
  description: text(500),
  happenedOn: dayField,
  capRating: maybeText(20),
  isSerious: checked,
})
