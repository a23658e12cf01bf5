import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, type Json } from '#app/kernel/canonical.ts'

/** As RFC 8785 says it: keys in order of their code units, at every depth. */
const byTheBook = (value: Json): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(byTheBook).join(',')}]`
  const fields = Object.entries(value as Record<string, Json>).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${byTheBook(field)}`).join(',')}}`
}

describe('canonical JSON', () => {
  it('is the same bytes for equal values, whatever their order was', () => {
    expect(canonical({ b: [{ d: 1, c: 'x' }], a: null })).toBe('{"a":null,"b":[{"c":"x","d":1}]}')
    expect(canonical({ a: null, b: [{ c: 'x', d: 1 }] })).toBe('{"a":null,"b":[{"c":"x","d":1}]}')
  })

  it('puts numbers among the keys where their characters stand, and leaves out what is undefined', () => {
    expect(canonical({ b: 1, '2': 2, '10': 3, a: undefined })).toBe('{"10":3,"2":2,"b":1}')
    expect(canonical(JSON.parse('{"b":1,"__proto__":{"z":1,"a":2}}'))).toBe('{"__proto__":{"a":2,"z":1},"b":1}')
    expect(canonical(JSON.parse('{"__proto__":{"z":1,"a":2}}'))).toBe('{"__proto__":{"a":2,"z":1}}')
  })

  it('is by the book for any value, and leaves it as it was', () => {
    const key = fc.oneof(fc.string(), fc.nat({ max: 30 }).map(String), fc.constantFrom('__proto__', 'Ä', '人', '😀'))
    const { json } = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true }), fc.string()),
        fc.array(tie('json'), { maxLength: 5 }),
        fc.dictionary(key, tie('json'), { maxKeys: 6 }),
      ),
    }))
    fc.assert(
      fc.property(json, (value) => {
        const before = JSON.stringify(value)
        expect(canonical(value)).toBe(byTheBook(value))
        expect(JSON.stringify(value)).toBe(before)
      }),
      { numRuns: 2_000 },
    )
  })
})
