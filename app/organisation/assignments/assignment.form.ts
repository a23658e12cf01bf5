import * as z from 'zod/mini'
import { isDecimalText } from '#app/kernel/decimal.ts'
import { checked, dayField, maybeDay, maybeMail, maybeText, revisionField, text } from '#app/kernel/field.form.ts'
import { absenceKinds, effectAnswers } from '../employees/absence.ts'

/** '80' percent of full time as 8000; more than full time in one assignment is refused. */
const fteField = z.pipe(
  z.string().check(
    z.trim(),
    z.minLength(1, 'required'),
    z.refine((value) => value === '' || isDecimalText(value), 'not-a-number'),
    z.refine((value) => !isDecimalText(value) || (Number(value) > 0 && Number(value) <= 100), 'fte-range'),
  ),
  z.transform((value) => Math.round(Number(value) * 100)),
)

/** '12,738.81' as the exact decimal '12738.81', in major units: which currency it is, the command knows. */
const amountField = z.pipe(
  z.pipe(
    z.string().check(z.trim(), z.minLength(1, 'required')),
    z.transform((value) => value.replaceAll(/[,，\s¥￥]/g, '')),
  ),
  z.string().check(z.refine((value) => /^\d{1,12}(\.\d{1,4})?$/.test(value), 'not-an-amount')),
)

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
  email: maybeMail,
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

/** Null where nothing is said: then it is as is usual for the kind. */
const effectField = z.pipe(
  z._default(z.enum(effectAnswers), ''),
  z.transform((value) => (value === '' ? null : value === 'yes')),
)

export const absenceForm = z.object({
  kind: z.enum(absenceKinds),
  fromOn: dayField,
  toOn: dayField,
  excludesProration: effectField,
  extendsDeadlines: effectField,
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
