/** Opening a cycle and moving the windows of its phases. */
import * as z from 'zod/mini'
import { phases } from '../cycle.ts'
import { dayField, revisionField, textField, wordsField } from '../field.form.ts'

const windowForm = z.object({ phase: z.enum(phases), opensOn: dayField, closesOn: dayField })
export const cycleDaysForm = z.object({ fromOn: dayField, toOn: dayField })
export const newCycleForm = z.object({
  code: z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(40, 'too-long')),
  name: wordsField(120),
  fromOn: dayField,
  toOn: dayField,
  unitId: textField(),
  windows: z.array(windowForm).check(z.maxLength(phases.length, 'invalid')),
})
export const windowsForm = z.object({
  revision: revisionField,
  windows: z.array(windowForm).check(z.minLength(phases.length, 'invalid'), z.maxLength(phases.length, 'invalid')),
})
