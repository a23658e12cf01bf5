import { describe, expect, it } from 'vitest'
import { multiplierAt, payScore, unitMultiplier } from '#app/incentives/payout/multiplier.ts'
import { contextOf } from '#app/incentives/runs/run-context.ts'
import { decimal } from '#app/kernel/decimal.ts'
import { frame } from './plans.ts'

const rows = [
  { from: '90', multiplier: '1.2' },
  { from: '60', multiplier: '0.5' },
  { from: '80', multiplier: '1' },
]
const at = (kind: 'steps' | 'straight', score: string) =>
  multiplierAt({ code: 't', name: { en: 't' }, kind, rows }, decimal(score)).toString()

describe('a table over a score', () => {
  it('in steps holds from each row on, its own score included, to the next', () => {
    expect(['60', '79.99', '80', '89.99', '90', '120'].map((score) => at('steps', score))).toEqual([
      '0.5',
      '0.5',
      '1',
      '1',
      '1.2',
      '1.2',
    ])
  })

  it('straight rises between its rows and meets each of them', () => {
    expect(['60', '70', '80', '85', '90'].map((score) => at('straight', score))).toEqual([
      '0.5',
      '0.75',
      '1',
      '1.1',
      '1.2',
    ])
  })

  it('straight is kept to six places, half away from zero, so that it can be written down and redone', () => {
    const thirds = {
      code: 't',
      name: { en: 't' },
      kind: 'straight' as const,
      rows: [
        { from: '0', multiplier: '0' },
        { from: '3', multiplier: '2' },
      ],
    }
    expect(multiplierAt(thirds, decimal(1)).toString()).toBe('0.666667')
  })

  it('holds its first row below and its last above', () => {
    for (const kind of ['steps', 'straight'] as const) {
      expect(at(kind, '10')).toBe('0.5')
      expect(at(kind, '100')).toBe('1.2')
    }
  })
})

describe('the score as pay reads it', () => {
  const band = { least: '80', most: '90' }
  const paid = (score: string) => payScore({ score, rating: 'B', band }).toString()
  it('stays within the final rating’s band, whose upper end belongs to the next', () => {
    expect(['75', '80', '85.5', '89.99', '90', '97'].map(paid)).toEqual(['80', '80', '85.5', '89.99', '89.99', '89.99'])
    expect(payScore({ score: '130', rating: 'A', band: { least: '90', most: null } }).toString()).toBe('130')
  })
})

describe('the multiplier of a unit', () => {
  const tables = [{ code: 't', name: { en: 't' }, kind: 'steps' as const, rows }]
  const of = (unit: string, scores: Readonly<Record<string, string>>) => {
    const parents = { HO: null, B1: 'HO', S1: 'B1' }
    const units = Object.entries(parents).map(([code, parent]) => ({
      ...{ code, parent },
      ...(scores[code] !== undefined && { score: scores[code] }),
    }))
    const outcome = unitMultiplier(contextOf(frame({ tables }, { units })), 't', unit)
    return outcome.ok ? `${outcome.value?.multiplier}` : outcome.error.detail?.code
  }
  it('is that of its own score, or of the nearest unit above that has one', () => {
    expect(of('S1', { S1: '95', B1: '85', HO: '60' })).toBe('1.2')
    expect(of('S1', { B1: '85', HO: '60' })).toBe('1')
    expect(of('S1', { HO: '60' })).toBe('0.5')
  })
  it('is refused where none above has a score, and none where the component asks for none', () => {
    expect(of('S1', {})).toBe('no-unit-score')
    expect(unitMultiplier(contextOf(frame()), undefined, 'HO')).toEqual({ ok: true, value: null })
  })
})
