/** Opening a cycle and moving the windows of its phases. */
import * as z from 'zod/mini'
import { dayField, revisionField, text, wordsField } from '#app/kernel/field.form.ts'
import { phases } from '../cycle.ts'

const windowForm = z.object({ phase: z.enum(phases), opensOn: dayField, closesOn: dayField })
export const cycleDaysForm = z.object({ fromOn: dayField, toOn: dayField })
export const newCycleForm = z.object({
  code: text(40),
  name: wordsField(120),
  fromOn: dayField,
  toOn: dayField,
  unitId: text(),
  windows: z.array(windowForm).check(z.maxLength(phases.length, 'invalid')),
})
export const windowsForm = z.object({
  revision: revisionField,
  windows: z.array(windowForm).check(z.minLength(phases.length, 'invalid'), z.maxLength(phases.length, 'invalid')),
})
