import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { portableNames, schemaText } from '#app/incentives/portable-schemas.form.ts'
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
})
