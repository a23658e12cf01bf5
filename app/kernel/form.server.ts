/** Reads a posted form with the schema that the browser used. */
import { data, redirect } from '@remix-run/node'
import type * as z from 'zod/mini'
import * as core from 'zod/v4/core'
import { type FormErrors, fieldsOf, valueAt } from './form-fields.ts'
import type { Refused } from './result.ts'

const parsed = new WeakMap<Request, Promise<FormData>>()

/** The request's form, read once however often it is asked for. */
export const formOf = (request: Request): Promise<FormData> => {
  const known = parsed.get(request)
  if (known) return known
  const reading = request.formData().catch(unreadable)
  parsed.set(request, reading)
  return reading
}

/** The file that a form sent; null where none was chosen, or there is nothing in it. */
export const sentFile = async (request: Request): Promise<File | null> => {
  const file = (await formOf(request)).get('file')
  return file instanceof File && file.size > 0 ? file : null
}

/** The same in memory, for a command: with as much of its name as is kept. */
export const sentBytes = async (request: Request) => {
  const file = await sentFile(request)
  return file && { fileName: file.name.slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** A body that is no form, or a torn one, is the sender's mistake and no bug of ours. */
const unreadable = (error: unknown): never => {
  throw error instanceof TypeError ? data(null, { status: 400 }) : error
}

export type FormRefusal = { errors: FormErrors }

/**
 * The form's value, or a refusal to return from the action: every error by field path ('lines.0.weight'). The guard
 * sends what was typed back with it, as with every refusal.
 */
export const readForm = async <S extends z.ZodMiniType>(
  request: Request,
  schema: S,
): Promise<{ ok: true; value: z.output<S> } | { ok: false; refusal: ReturnType<typeof data<FormRefusal>> }> => {
  const fields = fieldsOf(await formOf(request))
  const result = core.safeParse(schema, fields)
  if (result.success) return { ok: true, value: result.data as z.output<S> }
  const errors: FormErrors = {}
  for (const issue of result.error.issues) {
    const place = issue.path.join('.')
    // A choice that nobody made sends nothing: it is to be made, not to be checked.
    const isMissing = issue.code === 'invalid_type' && place !== '' && valueAt(fields, place) === undefined
    errors[place || 'form'] ??= isMissing ? 'required' : issue.message
  }
  return { ok: false, refusal: data({ errors }, { status: 422 }) }
}

/** What is wrong with one field and only the bank knows, such as a number that nobody has: said as `readForm` says it. */
export const refuseField = (field: string, message: string) => refuseFields({ [field]: message })

/** The same for several. */
export const refuseFields = (errors: FormErrors) => data<FormRefusal>({ errors }, { status: 422 })

/**
 * A command's refusal as the action's answer; its words are under `refusals` of the domain's language file. What is
 * not allowed does not exist: it answers as an address that nobody has.
 */
export const refuse = <E extends Refused['error']>(error: E) => {
  if (error.code === 'not-allowed') throw data(null, { status: 404 })
  return data({ refusal: error }, { status: 409 })
}

/** Back to a page once the command is done; what it refused is said where it was asked. */
export const back = (outcome: { ok: true } | Refused, to: string) => (outcome.ok ? redirect(to) : refuse(outcome.error))
