import { describe, expect, it } from 'vitest'
import {
  type AskedMove,
  isAskedOf,
  isOpenMove,
  type Movable,
  moveTo,
  ratingBeside,
  sentRating,
  standsAt,
} from '#app/performance/appraisals/asked-move.ts'

const card: Movable = {
  id: 'app_1',
  name: 'Li Wei',
  bandRating: 'B',
  finalRating: 'C',
  movedTo: 'C',
  reason: 'complaints',
  mayMove: true,
  revision: 3,
  bands: [{ rating: 'A' }, { rating: 'B' }, { rating: 'C' }],
}
const asked: AskedMove = { appraisalId: 'app_1', revision: 3, rating: 'B' }

describe('a move that is asked for on the board', () => {
  it('puts the card under its rating until the appraisal has changed', () => {
    expect(moveTo(card, 'B')).toEqual(asked)
    expect(standsAt(card, asked)).toBe('B')
    expect(isAskedOf({ ...card, revision: 4 }, asked)).toBe(false)
    expect(standsAt({ ...card, revision: 4 }, asked)).toBe('C')
    expect(standsAt({ ...card, id: 'app_2' }, asked)).toBe('C')
  })
  it('goes nowhere else than to another rating of the person’s own template', () => {
    expect(moveTo(card, 'C')).toBeNull()
    expect(moveTo(card, 'S')).toBeNull()
    expect(moveTo(card, null)).toBeNull()
    expect(moveTo({ ...card, mayMove: false }, 'A')).toBeNull()
  })
  it('goes by one rating a key, from where the card stands now, and stops at either end', () => {
    expect(ratingBeside(card, null, -1)).toBe('B')
    expect(ratingBeside(card, asked, -1)).toBe('A')
    expect(ratingBeside(card, null, 1)).toBeNull()
    expect(ratingBeside({ ...card, finalRating: 'A' }, null, 1)).toBe('B')
    expect(ratingBeside({ ...card, finalRating: null }, null, 1)).toBeNull()
  })
  it('is open, as one half written is, until it is done or taken back', () => {
    expect(isOpenMove(card, asked, undefined)).toBe(true)
    expect(isOpenMove(card, null, { rating: 'C', reason: 'more complaints' })).toBe(true)
    expect(isOpenMove(card, null, { rating: '', reason: 'complaints' })).toBe(true)
    expect(isOpenMove(card, null, { rating: 'C', reason: 'complaints ' })).toBe(false)
    expect(isOpenMove(card, null, undefined)).toBe(false)
    expect(isOpenMove({ ...card, revision: 4 }, asked, undefined)).toBe(false)
    expect(isOpenMove({ ...card, mayMove: false }, asked, { rating: 'A', reason: 'late' })).toBe(false)
  })
  it('takes an earlier move back where it leads to the rating by the score', () => {
    expect(sentRating(card, 'B')).toBe('')
    expect(sentRating(card, null)).toBe('')
    expect(sentRating(card, 'A')).toBe('A')
  })
})
