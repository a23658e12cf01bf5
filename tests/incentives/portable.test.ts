import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portableNames, schemaText } from '#app/incentives/plans/portable-schemas.form.ts'
import { evaluate } from '../../scripts/calc.ts'

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

it.each(portableNames)('the published schema of a %s is the one that its form checks', (name) => {
  expect(readFileSync(`content/schemas/${name}.schema.json`, 'utf8')).toBe(schemaText(name))
})

describe('the calculator', () => {
  const files = ['examples', 'templates', 'plans'].flatMap((folder) =>
    readdirSync(`content/${folder}`).map((name) => `content/${folder}/${name}`),
  )
  it.each(files)('evaluates %s as its author expects', (file) => {
    const { output, problems } = evaluate(json(file))
    expect(problems).toEqual([])
    expect(output).toBeDefined()
  })
  it('answers the same a second time, byte for byte', () => {
    const once = files.map((file) => JSON.stringify(evaluate(json(file))))
    expect(files.map((file) => JSON.stringify(evaluate(json(file))))).toEqual(once)
  })
  it('points at what is malformed', () => {
    expect(evaluate([]).problems).toEqual([{ path: '$', reason: 'the document must be a JSON object' }])
    expect(evaluate({}).problems[0]?.path).toBe('$.format')
    const curve = (more: object) => evaluate({ format: 'echelon.curve', version: 1, ...more }).problems
    const linear = { kind: 'linear', direction: 'higher', floor: '0', cap: '120' }
    expect(curve({ curve: { ...linear, cap: 120 }, samples: [] })).toMatchObject([{ path: '$.curve.cap' }])
    expect(curve({ curve: linear, samples: [{ value: '1' }] })).toEqual([
      { path: '$.samples[0].target', reason: 'a linear curve needs a target' },
    ])
    expect(curve({ curve: linear, samples: [{ value: '1', target: '2', points: '51' }] })).toEqual([
      { path: '$.samples[0].points', reason: 'expected 51, found 50' },
    ])
  })
  it('never breaks on a damaged document: it evaluates it, or points', () => {
    const documents = files.map((file) => readFileSync(file, 'utf8'))
    const damage = fc.constantFrom<unknown>(
      null,
      '',
      'x',
      '1e9',
      '-1',
      '0',
      '99999999999999999999',
      0,
      -1,
      1.5,
      9_007_199_254_740_991,
      true,
      [],
      {},
      '2026-02-30',
      '9999-12-31',
      '__proto__',
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(fc.tuple(fc.nat(100_000), damage), { minLength: 1, maxLength: 3 }),
        (text, hits) => {
          const document: unknown = JSON.parse(text)
          for (const [at, value] of hits) replaceAt(document, at, value)
          const { output, problems } = evaluate(document)
          expect(output !== undefined || problems.length > 0).toBe(true)
          expect(problems.every(({ path, reason }) => path.startsWith('$') && reason !== '')).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

/** Puts `value` in the place of the `at`th value within the document, counted round and round. */
const replaceAt = (document: unknown, at: number, value: unknown): void => {
  const places: [Record<string, unknown>, string][] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      const holder = node as Record<string, unknown>
      places.push([holder, key])
      walk(holder[key])
    }
  }
  walk(document)
  const [holder, key] = places[at % places.length] ?? []
  if (holder && key !== undefined) holder[key] = value
}
