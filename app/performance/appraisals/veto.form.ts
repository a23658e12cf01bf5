/** Recording a veto event, and closing one. */
import * as z from 'zod/mini'
import { checkedField, dayField, maybeText, revisionField, textField } from '../field.form.ts'

export const vetoForm = z.object({
  number: textField(40),
  kind: textField(60),
  description: textField(500),
  happenedOn: dayField,
  capRating: maybeText(20),
  isSerious: checkedField,
})
export const closeVetoForm = z.object({ id: textField(), revision: revisionField })
