/** Recording a veto event, and closing one. */
import * as z from 'zod/mini'
import { checked, dayField, maybeText, revisionField, text } from '#app/kernel/field.form.ts'

export const vetoForm = z.object({
  number: text(40),
  kind: text(60),
  description: text(500),
  happenedOn: dayField,
  capRating: maybeText(20),
  isSerious: checked,
})
export const closeVetoForm = z.object({ id: text(), revision: revisionField })
