import * as z from 'zod/mini'
import { dayField, revisionForm, text } from '#app/kernel/field.form.ts'

export const returnForm = z.extend(revisionForm, { reason: text(2_000) })
export const orderForm = z.object({ postId: text(80), dueOn: dayField })
