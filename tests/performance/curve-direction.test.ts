import { describe, expect, it } from 'vitest'
import type { Curve } from '#app/performance/curve.ts'
import { againstDirection } from '#app/performance/curve-direction.ts'

const knots = (...places: [string, string][]): Curve => ({
  kind: 'piecewise',
  knots: places.map(([at, points]) => ({ at, points })),
})
const bands = (...points: string[]): Curve => ({
  kind: 'step',
  direction: 'higher',
  bands: points.map((each, index) => ({
    from: index === 0 ? null : String(index * 10),
    to: index === points.length - 1 ? null : String((index + 1) * 10),
    points: each,
  })),
})

describe('a curve through knots', () => {
  it('goes against its KPI from the first knot at which it turns', () => {
    const peaked = knots(['90', '100'], ['70', '0'], ['100', '60'])
    expect(againstDirection(peaked, 'higher')).toEqual({ where: 'between', from: '90', to: '100' })
    expect(againstDirection(peaked, 'lower')).toEqual({ where: 'between', from: '70', to: '90' })
  })
  it('may stay level and jump, but not the wrong way', () => {
    const threshold = knots(['620', '0'], ['620', '50'], ['1997', '100'], ['3000', '100'])
    expect(againstDirection(threshold, 'higher')).toBeNull()
    const fallen = knots(['0', '100'], ['5', '100'], ['5', '0'])
    expect(againstDirection(fallen, 'lower')).toBeNull()
    expect(againstDirection(fallen, 'higher')).toEqual({ where: 'at', from: '5', to: '5' })
  })
})

describe('other curves', () => {
  it('go against it where a band earns less than the one before', () => {
    expect(againstDirection(bands('0', '60', '100'), 'higher')).toBeNull()
    expect(againstDirection(bands('0', '60', '50'), 'higher')).toEqual({ where: 'at', from: '20', to: '20' })
    expect(againstDirection(bands('0', '60', '100'), 'lower')).toEqual({ where: 'at', from: '10', to: '10' })
  })
  it('go against it all along', () => {
    const linear: Curve = { kind: 'linear', direction: 'higher', floor: '0', cap: '120' }
    expect(againstDirection(linear, 'higher')).toBeNull()
    expect(againstDirection(linear, 'lower')).toEqual({ where: 'along', from: null, to: null })
    const deduct: Curve = { kind: 'deduct', per: '10', floor: '0' }
    expect(againstDirection(deduct, 'lower')).toBeNull()
    expect(againstDirection(deduct, 'higher')).toEqual({ where: 'along', from: null, to: null })
    expect(againstDirection({ ...deduct, per: '0' }, 'higher')).toBeNull()
  })
  it('have no direction where they are a scale', () => {
    const anchored: Curve = { kind: 'anchored', levels: [{ level: '1', points: '100', anchor: { en: 'best' } }] }
    expect(againstDirection(anchored, 'higher')).toBeNull()
  })
})
