/** A form that could be carried out, made of its own schema: every field filled, foreign ids where it asks for ids. */
import type * as z from 'zod/mini'
import * as core from 'zod/v4/core'

type Schema = core.$ZodType

/** Texts that a field may want: the first that it takes is given. */
const texts = ['a reason in words', '2026-12-15', '1', '5', '12.50', 'E1', 'someone@bank.example', 'ABC-1', '/', 'true']

const exampleOf = (schema: Schema, name: string, ids: Record<string, string>): unknown => {
  const { def } = (schema as core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.fromEntries(Object.entries(def.shape).map(([key, each]) => [key, exampleOf(each, key, ids)]))
    case 'pipe':
      return exampleOf(def.in, name, ids)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'nonoptional':
    case 'readonly':
      return exampleOf(def.innerType, name, ids)
    case 'array':
      return [exampleOf(def.element, name, ids)]
    case 'enum':
      return Object.values(def.entries)[0]
    case 'literal':
      return def.values[0]
    case 'union':
      return def.options[0] ? exampleOf(def.options[0], name, ids) : ''
    case 'string':
      return ids[name] ?? texts.find((text) => core.safeParse(schema, text).success) ?? ''
    default:
      return ''
  }
}

const flat = (value: unknown, name: string): [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((each, at) => flat(each, `${name}.${at}`))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => flat(each, name === '' ? key : `${name}.${key}`))
  return [[name, String(value)]]
}

/** All forms of one file as one posted form: each schema takes what it knows and leaves the rest. */
export const exampleForm = (file: Record<string, unknown>, ids: Record<string, string>): [string, string][] => {
  const fields = Object.values(file)
    .filter((each): each is z.ZodMiniType => typeof each === 'object' && each !== null && '_zod' in each)
    .flatMap((schema) => flat(exampleOf(schema, '', ids), ''))
    .filter(([name]) => name !== '')
  return [...new Map(fields.reverse())]
}
