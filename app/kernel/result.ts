/** An expected refusal is a value with a literal reason; its words live in the language files. */
export type Done<T> = { readonly ok: true; readonly value: T }
export type Refused<C extends string = string, D = unknown> = {
  readonly ok: false
  readonly error: { readonly code: C; readonly detail?: D }
}
export type Outcome<T, C extends string = string, D = unknown> = Done<T> | Refused<C, D>

export function done(): Done<undefined>
export function done<T>(value: T): Done<T>
export function done(value?: unknown): Done<unknown> {
  return { ok: true, value }
}

export const refused = <const C extends string, D = undefined>(code: C, detail?: D): Refused<C, D> => ({
  ok: false,
  error: detail === undefined ? { code } : { code, detail },
})
