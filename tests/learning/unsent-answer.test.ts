import { describe, expect, it } from 'vitest'
import { noEntry } from '#app/learning/assessments/shown-answer.ts'
import {
  isUnsent,
  type Keeper,
  type UnsentAnswer,
  unsentAnswers,
  unsentFlags,
} from '#app/learning/assessments/unsent-answer.ts'

const unsent = (more: Partial<UnsentAnswer> = {}): UnsentAnswer => ({
  slot: 3,
  entry: { ...noEntry, text: 'Ask for the source of funds' },
  seq: 7,
  over: 4,
  sitting: 'first',
  ...more,
})

describe('an answer that the server has not acknowledged', () => {
  it.each([
    ['is sent when the server has what it had', unsent(), { seq: 4, sitting: 'first' }, true],
    ['is sent when a draft of it arrived unanswered', unsent(), { seq: 6, sitting: 'first' }, true],
    ['is there when only the answer to it was lost', unsent(), { seq: 7, sitting: 'first' }, false],
    ['gives way to a newer one', unsent(), { seq: 8, sitting: 'first' }, false],
    [
      'is sent after another device had the attempt and left the question alone',
      unsent(),
      { seq: 4, sitting: 'third' },
      true,
    ],
    [
      'gives way to what the other device answered, though its own number is higher',
      unsent(),
      { seq: 5, sitting: 'third' },
      false,
    ],
  ])('%s', (_, answer, kept, expected) => {
    expect(isUnsent(answer, kept)).toBe(expected)
  })
})

/** A browser's storage of one tab. */
const tab = (): Keeper => {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

describe('a tab', () => {
  const lin = { employeeId: 'emp_lin', attemptId: 'atm_1' }

  it('keeps one unsent answer to each question, until it is acknowledged', () => {
    const keeper = tab()
    unsentAnswers.keep(keeper, lin, unsent())
    unsentAnswers.keep(keeper, lin, unsent({ seq: 8 }))
    unsentAnswers.keep(keeper, lin, unsent({ slot: 1 }))
    expect(unsentAnswers.of(keeper, lin)).toEqual([unsent({ seq: 8 }), unsent({ slot: 1 })])
    unsentAnswers.forget(keeper, lin, 3)
    expect(unsentAnswers.of(keeper, lin)).toEqual([unsent({ slot: 1 })])
  })

  it('keeps one unsent flag to each question beside its answer, and the last one set', () => {
    const keeper = tab()
    unsentAnswers.keep(keeper, lin, unsent())
    unsentFlags.keep(keeper, lin, { slot: 3, flagged: true })
    unsentFlags.keep(keeper, lin, { slot: 3, flagged: false })
    expect(unsentFlags.of(keeper, lin)).toEqual([{ slot: 3, flagged: false }])
    unsentFlags.forget(keeper, lin, 3)
    expect(unsentFlags.of(keeper, lin)).toEqual([])
    expect(unsentAnswers.of(keeper, lin)).toEqual([unsent()])
  })

  it('tells the attempts of one person apart', () => {
    const keeper = tab()
    const other = { ...lin, attemptId: 'atm_12' }
    unsentAnswers.keep(keeper, lin, unsent())
    unsentAnswers.keep(keeper, other, unsent({ seq: 9 }))
    expect(unsentAnswers.of(keeper, lin)).toEqual([unsent()])
    expect(unsentAnswers.of(keeper, other)).toEqual([unsent({ seq: 9 })])
  })

  it('gives nothing to another person, not even in the same attempt, and forgets it then', () => {
    const keeper = tab()
    keeper.setItem('kept-form /courses', 'theirs')
    unsentAnswers.keep(keeper, lin, unsent())
    unsentFlags.keep(keeper, lin, { slot: 3, flagged: true })
    expect(unsentAnswers.of(keeper, { ...lin, employeeId: 'emp_li' })).toEqual([])
    expect(unsentAnswers.of(keeper, lin)).toEqual([])
    expect(keeper.length).toBe(1)
  })
})
