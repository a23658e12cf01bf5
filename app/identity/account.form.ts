import * as z from 'zod/mini'
import { isDay } from '#app/kernel/day.ts'
import { grantedRoles } from './roles.ts'

const day = z.string().check(
  z.minLength(1, 'required'),
  z.refine((value) => value === '' || isDay(value), 'invalid'),
)
const maybe = (most: number) =>
  z.pipe(
    z._default(z.string().check(z.trim(), z.maxLength(most, 'too-long')), ''),
    z.transform((value) => value || null),
  )
const mail = z.pipe(
  z._default(
    z.string().check(
      z.trim(),
      z.refine((value) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'not-an-address'),
    ),
    '',
  ),
  z.transform((value) => value || null),
)
const signInName = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[\p{L}\p{N}._@-]{2,64}$/u, 'sign-in-name'))
const text = (most: number) => z.string().check(z.trim(), z.minLength(1, 'required'), z.maxLength(most, 'too-long'))

export const employeeAccountForm = z.object({ employeeId: text(60) })
export const plainAccountForm = z.object({ signInName, displayName: text(100), email: mail })

export const grantForm = z.object({
  role: z.enum(grantedRoles),
  unitId: text(60),
  fromOn: day,
  toOn: z.pipe(
    z._default(z.string().check(z.refine((value) => value === '' || isDay(value), 'invalid')), ''),
    z.transform((value) => value || null),
  ),
})
export const endGrantForm = z.object({ grantId: text(60), lastDay: day })

const words = z.pipe(
  z
    .object({ 'zh-CN': maybe(100), en: maybe(100) })
    .check(z.refine((value) => value['zh-CN'] !== null || value.en !== null, { message: 'required', path: ['zh-CN'] })),
  z.transform((value) => ({
    ...(value['zh-CN'] ? { 'zh-CN': value['zh-CN'] } : {}),
    ...(value.en ? { en: value.en } : {}),
  })),
)
const code = z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/, 'code'))

export const firstRunForm = z
  .object({
    bankName: words,
    entityCode: code,
    unitCode: code,
    openedOn: day,
    signInName,
    displayName: text(100),
    email: mail,
    password: z.string().check(z.minLength(1, 'password-required'), z.maxLength(500, 'too-long')),
    again: z.string(),
  })
  .check(z.refine((value) => value.password === value.again, { message: 'passwords-differ', path: ['again'] }))
