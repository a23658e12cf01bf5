import * as z from 'zod/mini'
import { ownAddress } from '#app/identity/preferences.form.ts'
import { text } from '#app/kernel/field.form.ts'

/** Which list: the address of its page, with its name where the page has several. */
export const listField = ownAddress.check(z.maxLength(300, 'too-long'))
export const viewForm = z.object({ list: listField, name: text(40) })
/** `search` is what stands in the address behind '?'; empty for the list as it comes. */
export const keepViewForm = z.extend(viewForm, {
  search: z._default(z.string().check(z.maxLength(2_000, 'too-long')), ''),
})
