import * as z from 'zod/mini'
import { dayField, maybeText, revisionField, text, wordsField } from '#app/kernel/field.form.ts'
import { isUnitCode, unitKinds } from './unit.ts'

export const openUnitForm = z.object({
  code: z.string().check(
    z.trim(),
    z.toUpperCase(),
    z.minLength(1, 'required'),
    z.refine((code) => code === '' || isUnitCode(code), 'unit-code'),
  ),
  kind: z.enum(unitKinds),
  parentId: text(),
  legalEntityId: maybeText(),
  name: wordsField(),
  fromOn: dayField,
})
export const renameUnitForm = z.object({
  name: wordsField(),
  legalEntityId: text(),
  fromOn: dayField,
  revision: revisionField,
})
export const moveUnitForm = z.object({ parentId: text(), fromOn: dayField, revision: revisionField })
export const closeUnitForm = z.object({ lastDay: dayField, revision: revisionField })
export const headForm = z.object({ employeeId: maybeText(), fromOn: dayField })
