import * as z from 'zod/mini'
import { absenceKinds } from './absence.ts'
import { amountField, checked, dayField, fteField, maybeDay, maybeText, revisionField, text } from './field.form.ts'

/** What an assignment says. `manager` is an employee's id. */
const terms = {
  unitId: text(),
  postId: text(),
  lineManagerId: maybeText(),
  fteBp: fteField,
  base: amountField,
  city: maybeText(),
  /** HR confirms that the person is employed for more than full time. */
  confirmed: checked,
}

export const assignmentForm = z.object({ ...terms, fromOn: dayField, isPrimary: checked })
export const transferForm = z.object({ ...terms, fromOn: dayField, revision: revisionField })
export const correctionForm = z.object({
  ...terms,
  fromOn: dayField,
  toOn: maybeDay,
  isPrimary: checked,
  revision: revisionField,
})
export const endForm = z.object({ lastDay: dayField, revision: revisionField })

const person = {
  name: text(),
  email: z.pipe(
    z._default(
      z.string().check(
        z.trim(),
        z.refine((value) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'not-an-address'),
      ),
      '',
    ),
    z.transform((value) => value || null),
  ),
  gender: z.pipe(
    z._default(z.enum(['', 'female', 'male']), ''),
    z.transform((value) => value || null),
  ),
  bornOn: maybeDay,
}
export const takeOnForm = z.object({
  number: z
    .string()
    .check(z.trim(), z.minLength(1, 'required'), z.regex(/^[\p{L}\p{N}._-]{1,32}$/u, 'employee-number')),
  ...person,
  ...terms,
  fromOn: dayField,
})
export const personForm = z.object({ ...person, revision: revisionField })
export const leavingForm = z.object({ lastDay: dayField, reason: maybeText(500) })

export const absenceForm = z.object({
  kind: z.enum(absenceKinds),
  fromOn: dayField,
  toOn: dayField,
  excludesProration: checked,
  extendsDeadlines: checked,
  revision: z.optional(revisionField),
})
export const assessForm = z.object({
  competencyId: text(),
  level: z.pipe(
    z.string().check(z.regex(/^[1-5]$/, 'required')),
    z.transform((value) => Number(value)),
  ),
  assessedOn: dayField,
  evidence: maybeText(1000),
})
