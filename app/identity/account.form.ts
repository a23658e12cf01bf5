import * as z from 'zod/mini'
import { dayField, maybeDay, maybeMail, revisionField, text, wordsField } from '#app/kernel/field.form.ts'
import { grantedRoles } from './roles.ts'

const signInName = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[\p{L}\p{N}._@-]{2,64}$/u, 'sign-in-name'))

export const employeeAccountForm = z.object({ employeeId: text(60) })
export const plainAccountForm = z.object({ signInName, displayName: text(100), email: maybeMail })
export const addressForm = z.object({ email: maybeMail, revision: revisionField })

export const grantForm = z.object({
  role: z.enum(grantedRoles, 'required'),
  unitId: text(60),
  fromOn: dayField,
  toOn: maybeDay,
})
export const endGrantForm = z.object({ grantId: text(60) })

const code = z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/, 'code'))

export const firstRunForm = z
  .object({
    bankName: wordsField(100),
    entityCode: code,
    unitCode: code,
    openedOn: dayField,
    signInName,
    displayName: text(100),
    email: maybeMail,
    password: z.string().check(z.minLength(1, 'password-required'), z.maxLength(500, 'too-long')),
    again: z.string(),
  })
  .check(z.refine((value) => value.password === value.again, { message: 'passwords-differ', path: ['again'] }))
