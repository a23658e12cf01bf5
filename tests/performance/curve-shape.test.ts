import { describe, expect, it } from 'vitest'
import type { Curve } from '#app/performance/curve.ts'
import { barEnd, pointsNamed, shapeOf } from '#app/performance/kpis/curve-shape.ts'

const rounded = (curve: Curve, target: number | null = null, also: readonly number[] = []) => {
  const { line, from, to, ...rest } = shapeOf(curve, target, also)
  const two = (value: number) => Math.round(value * 100) / 100
  return { ...rest, line: line.map(({ x, y }) => [two(x), two(y)]), from: two(from), to: two(to) }
}

describe('the picture of a curve', () => {
  it('of an anchored scale has a place for each level, and half a place on either side', () => {
    const levels = ['low', 'high'].map((level, place) => ({
      level,
      points: String(60 + 60 * place),
      anchor: { en: '' },
    }))
    expect(rounded({ kind: 'anchored', levels })).toEqual({
      levels: ['low', 'high'],
      line: [
        [0, 60],
        [1, 120],
      ],
      knots: [
        { x: 0, y: 60 },
        { x: 1, y: 120 },
      ],
      from: -0.5,
      to: 1.5,
      least: 0,
      most: 120,
    })
  })

  it('of a piecewise curve goes through its knots and holds the outer ones to the edge', () => {
    const curve: Curve = {
      kind: 'piecewise',
      knots: [
        { at: '200', points: '100' },
        { at: '100', points: '-20' },
      ],
    }
    expect(rounded(curve)).toMatchObject({
      line: [
        [92, -20],
        [100, -20],
        [200, 100],
        [208, 100],
      ],
      from: 92,
      to: 208,
      least: -20,
      most: 100,
      levels: null,
    })
    // A value that must be seen widens it; below zero it goes only where there is something.
    expect(rounded(curve, null, [0])).toMatchObject({ from: 0, to: 216 })
    expect(rounded(curve, null, [-50])).toMatchObject({ from: -70, to: 220 })
    expect(rounded({ kind: 'piecewise', knots: [{ at: '5', points: '50' }] })).toMatchObject({ from: 3.84, to: 6.16 })
  })

  it('of steps has a tread for each band, from edge to edge, whatever order they were typed in', () => {
    const curve: Curve = {
      kind: 'step',
      direction: 'higher',
      bands: [
        { from: '20', to: null, points: '100' },
        { from: null, to: '10', points: '0' },
        { from: '10', to: '20', points: '60' },
      ],
    }
    expect(rounded(curve)).toMatchObject({
      line: [
        [8.5, 0],
        [10, 0],
        [10, 60],
        [20, 60],
        [20, 100],
        [21.5, 100],
      ],
      from: 8.5,
      to: 21.5,
      knots: [],
    })
  })

  it('of a deduction falls to its floor and shows one occurrence more', () => {
    const curve: Curve = { kind: 'deduct', per: '20', floor: '40' }
    expect(rounded(curve)).toMatchObject({
      line: [
        [0, 100],
        [3, 40],
        [4, 40],
      ],
      from: 0,
      to: 4,
    })
    expect(rounded(curve, null, [7])).toMatchObject({ to: 8 })
    expect(rounded({ kind: 'deduct', per: '200', floor: '0' })).toMatchObject({ to: 2 })
    // A per that is being typed divides by nothing.
    expect(rounded({ kind: 'deduct', per: '0', floor: '40' })).toMatchObject({ to: 61 })
  })

  it('of a linear curve bends at its floor and its cap, rising or falling', () => {
    const curve: Curve = { kind: 'linear', direction: 'higher', floor: '50', cap: '120' }
    expect(rounded(curve, 200)).toMatchObject({
      line: [
        [0, 50],
        [100, 50],
        [240, 120],
        [270.4, 120],
      ],
      from: 0,
      to: 270.4,
      least: 0,
      most: 120,
    })
    expect(rounded({ ...curve, direction: 'lower' }, 200).line).toEqual([
      [0, 120],
      [160, 120],
      [270.4, 64.8],
    ])
    expect(rounded({ ...curve, direction: 'lower', floor: '80' }, 200).line).toEqual([
      [0, 120],
      [160, 120],
      [240, 80],
      [270.4, 80],
    ])
    // Without a target that makes sense, per cent of it.
    for (const target of [null, 0, -5]) expect(rounded(curve, target)).toMatchObject({ from: 0, to: 135.2 })
    expect(rounded({ ...curve, floor: '0' }, 200).line[0]).toEqual([0, 0])
    expect(rounded({ ...curve, floor: '0' }, 200).line).toHaveLength(3)
  })
})

describe('the axis of points', () => {
  it('names its ends, and of 100 and 60 what has room for its figure', () => {
    expect(pointsNamed({ least: 0, most: 120 }, 180)).toEqual([0, 120, 100, 60])
    expect(pointsNamed({ least: 0, most: 115 }, 94)).toEqual([0, 115, 60])
    expect(pointsNamed({ least: 60, most: 100 }, 94)).toEqual([60, 100])
  })
})

describe('the bars of lines', () => {
  it('end at a hundred, or at the most that one of their curves gives', () => {
    const deducted: Curve = { kind: 'deduct', per: '10', floor: '0' }
    const low: Curve = { kind: 'linear', direction: 'higher', floor: '0', cap: '80' }
    const high: Curve = { kind: 'linear', direction: 'higher', floor: '0', cap: '150' }
    const knots: Curve = {
      kind: 'piecewise',
      knots: [
        { at: '0', points: '130' },
        { at: '5', points: '0' },
      ],
    }
    const step: Curve = { kind: 'step', direction: 'higher', bands: [{ from: null, to: null, points: '110' }] }
    const levels: Curve = { kind: 'anchored', levels: [{ level: 'high', points: '140', anchor: { en: '' } }] }
    expect([[], [low, deducted], [step], [knots, step], [levels], [high, levels]].map(barEnd)).toEqual([
      100, 100, 110, 130, 140, 150,
    ])
  })
})
