import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Arrival, type Sitting, verdictOn } from '#app/learning/assessments/answer-order.ts'
import { attemptsLeft, deadlineOf, isLate, isOver } from '#app/learning/assessments/attempt.ts'
import { type Drawable, drawQuestions } from '#app/learning/assessments/draw.ts'
import { gradeOf, shownPercent } from '#app/learning/assessments/grade.ts'
import { reviewOf, reviewPhase } from '#app/learning/assessments/review.ts'
import { mulberry32, seedOf, shuffled } from '#app/learning/assessments/shuffle.ts'
import type { Question } from '#app/learning/questions/question.ts'

const at = (time: string) => Date.parse(`2026-09-30T${time}+08:00`)

describe('a deadline', () => {
  it('is the limit with what the person is allowed on top', () => {
    expect(deadlineOf(at('09:00:00'), 40, { extraPercent: 25 })).toBe(at('09:50:00'))
    expect(deadlineOf(at('09:00:00'), 40, { extraMinutes: 5 })).toBe(at('09:45:00'))
    // The minutes are on top of the percent, and not made more by it.
    expect(deadlineOf(at('09:00:00'), 40, { extraPercent: 25, extraMinutes: 5 })).toBe(at('09:55:00'))
    expect(deadlineOf(0, 1, { extraPercent: 33.3333 })).toBe(80_000)
  })
  it('is never after the close', () => {
    expect(deadlineOf(at('09:00:00'), 40, { extraPercent: 25, closesAt: at('09:45:00') })).toBe(at('09:45:00'))
    expect(deadlineOf(at('09:00:00'), 40, { closesAt: at('18:00:00') })).toBe(at('09:40:00'))
  })
  it('leaves the network a minute', () => {
    expect(isLate(at('09:45:00'), at('09:45:00'))).toBe(false)
    expect(isLate(at('09:45:00'), at('09:46:00'))).toBe(true)
    expect(isOver(at('09:45:00'), at('09:46:00'))).toBe(false)
    expect(isOver(at('09:45:00'), at('09:46:01'))).toBe(true)
    const [last, after] = [at('09:46:00'), at('09:46:00') + 1]
    expect([last, after].map((now) => [isLate(at('09:45:00'), now), isOver(at('09:45:00'), now)])).toEqual([
      [true, false],
      [false, true],
    ])
  })
  it('comes with as many attempts as are left', () => {
    expect(attemptsLeft(3, 1)).toBe(2)
    expect(attemptsLeft(3, 4)).toBe(0)
    expect(attemptsLeft(null, 4)).toBeNull()
  })
})

describe('an answer that arrives', () => {
  const sitting: Sitting = { state: 'in-progress', deadlineAt: at('09:45:00'), sittingHash: 'mine' }
  const arrival = (seq: number, digest: string, more: Partial<Arrival> = {}): Arrival => ({
    seq,
    digest,
    sittingHash: 'mine',
    at: at('09:30:00'),
    ...more,
  })
  it.each([
    ['a newer one is stored', { seq: 7, digest: 'a' }, arrival(8, 'b'), { kind: 'store', late: false }],
    ['the same once more is a replay', { seq: 8, digest: 'b' }, arrival(8, 'b'), { kind: 'replay' }],
    ['an older one is stale', { seq: 8, digest: 'b' }, arrival(6, 'c'), { kind: 'stale' }],
    [
      'the same number with another answer is a conflict',
      { seq: 8, digest: 'b' },
      arrival(8, 'c'),
      { kind: 'refuse', reason: 'conflict' },
    ],
    [
      'within a minute after the deadline it is late',
      { seq: 8, digest: 'b' },
      arrival(9, 'c', { at: at('09:46:00') }),
      { kind: 'store', late: true },
    ],
    [
      'after that it is refused',
      { seq: 8, digest: 'b' },
      arrival(9, 'c', { at: at('09:46:01') }),
      { kind: 'refuse', reason: 'deadline' },
    ],
    [
      'a lost acknowledgement is still answered after the deadline',
      { seq: 8, digest: 'b' },
      arrival(8, 'b', { at: at('09:50:00') }),
      { kind: 'replay' },
    ],
    [
      'a newer one that says the same is stored',
      { seq: 7, digest: 'a' },
      arrival(8, 'a'),
      { kind: 'store', late: false },
    ],
    [
      'after the end an older one is refused as well',
      { seq: 8, digest: 'b' },
      arrival(6, 'c', { at: at('09:46:01') }),
      { kind: 'refuse', reason: 'deadline' },
    ],
    [
      'the device that was left learns nothing of what is stored',
      { seq: 8, digest: 'b' },
      arrival(8, 'b', { sittingHash: 'theirs' }),
      { kind: 'refuse', reason: 'superseded' },
    ],
    [
      'the device that was left is told so',
      { seq: 7, digest: 'a' },
      arrival(8, 'b', { sittingHash: 'theirs' }),
      { kind: 'refuse', reason: 'superseded' },
    ],
  ])('%s', (_, kept, arriving, verdict) => {
    expect(verdictOn(sitting, kept, arriving)).toEqual(verdict)
  })
  it('is refused once the attempt is handed in', () => {
    expect(verdictOn({ ...sitting, state: 'graded' }, { seq: 7, digest: 'a' }, arrival(8, 'b'))).toEqual({
      kind: 'refuse',
      reason: 'closed',
    })
    // Once its time is over, that is why.
    const late = arrival(8, 'b', { at: at('09:46:01') })
    expect(verdictOn({ ...sitting, state: 'graded' }, { seq: 7, digest: 'a' }, late)).toMatchObject({
      reason: 'deadline',
    })
  })
})

describe('chance', () => {
  it('is mulberry32', () => {
    const random = mulberry32(12345)
    expect([random(), random(), random()].map((each) => each.toFixed(8))).toEqual([
      '0.97972827',
      '0.30675226',
      '0.48420542',
    ])
  })
  it('shuffles from the end', () => {
    expect(shuffled([...'ABCDEF'], mulberry32(12345)).join(' ')).toBe('A D C E B F')
    expect(shuffled([...'AB'], () => 0)).toEqual(['B', 'A'])
  })
  it('is seeded by the first four bytes, the first the highest', () => {
    expect(seedOf(createHash('sha256').update('attempt:42|slot:3').digest())).toBe(2853751715)
  })
})

describe('a draw', () => {
  const pool: Drawable[] = Array.from({ length: 8 }, (_, index) => ({
    questionVersionId: `v${index}`,
    questionId: `q${index}`,
    stableId: `q${index}`,
    tags: [index < 5 ? 'easy' : 'hard'],
    body: {
      en: {
        kind: 'single',
        id: `q${index}`,
        name: '',
        stem: { format: 'plain', text: '' },
        tags: [],
        category: [],
        generalFeedback: null,
        options: ['a', 'b', 'c', 'd'].map((text, place) => ({
          text: { format: 'plain', text },
          fraction: place === 0 ? 1 : 0,
          feedback: null,
        })),
      },
    },
  }))
  const rules = (asked: [string, number][] = [], seed = 1) => ({
    draw: [
      { tag: 'easy', questions: 2, points: '10' },
      { tag: 'hard', questions: 1, points: '20' },
    ],
    shuffle: true,
    asked: new Map(asked),
    randomFor: (what: string) => mulberry32(seedOf(createHash('sha256').update(`${seed}|${what}`).digest())),
  })
  it('takes from each pool what it must, no question twice, and is the same for the same seed', () => {
    const drawn = drawQuestions(pool, rules())
    const unshuffled = drawQuestions(pool, { ...rules(), shuffle: false })
    for (const each of [drawn, unshuffled]) expect(each?.map(({ slot }) => slot)).toEqual([1, 2, 3])
    expect(unshuffled?.map((each) => each.maxMark)).toEqual(['10', '10', '20'])
    expect(new Set(drawn?.map((each) => each.questionVersionId)).size).toBe(3)
    expect(drawn?.map((each) => each.maxMark).sort()).toEqual(['10', '10', '20'])
    expect(drawQuestions([...pool].reverse(), rules())).toEqual(drawn)
    for (const each of drawn ?? []) expect([...each.optionOrder].sort()).toEqual([0, 1, 2, 3])
  })
  it('shuffles options where questions are shuffled, and leaves them where not', () => {
    const orders = (shuffle: boolean) =>
      [1, 2, 3, 4].flatMap((seed) =>
        (drawQuestions(pool, { ...rules([], seed), shuffle }) ?? []).map((each) => each.optionOrder.join('')),
      )
    expect(new Set(orders(false))).toEqual(new Set(['0123']))
    expect(new Set(orders(true)).size).toBeGreaterThan(1)
  })
  it('orders every choice of a matching question, more than it has stems, in whichever language there is', () => {
    const matching: Question = {
      ...{ kind: 'matching', id: 'm', name: '', stem: { format: 'plain', text: '' }, tags: [], category: [] },
      generalFeedback: null,
      stems: [0, 1].map((choice) => ({ text: { format: 'plain', text: 's' }, choice })),
      choices: ['a', 'b', 'c'].map((text) => ({ format: 'plain', text })),
    }
    const one = { questionVersionId: 'm', questionId: 'm', stableId: 'm', tags: ['easy'], body: { 'zh-CN': matching } }
    const draw = [{ tag: 'easy', questions: 1, points: '10' }]
    expect(drawQuestions([one], { ...rules(), draw })?.map((each) => [...each.optionOrder].sort())).toEqual([[0, 1, 2]])
  })
  it('prefers what the learner was asked least', () => {
    const asked: [string, number][] = ['q0', 'q1', 'q2', 'q5', 'q6'].map((id) => [id, 1])
    for (let seed = 0; seed < 20; seed++)
      expect(
        drawQuestions(pool, rules(asked, seed))
          ?.map((each) => each.questionVersionId)
          .sort(),
      ).toEqual(['v3', 'v4', 'v7'])
  })
  it('lets chance decide among those asked as often, by one generator for each slot and one for the order', () => {
    const names: string[] = []
    const first = (always: number) =>
      drawQuestions(pool, {
        ...rules(),
        randomFor: (what) => {
          names.push(what)
          return () => always
        },
      })?.find((each) => each.maxMark === '20')?.questionVersionId
    expect([first(0), first(0.34), first(0.99)]).toEqual(['v5', 'v6', 'v7'])
    expect(names.slice(0, 4)).toEqual(['slot:1', 'slot:2', 'slot:3', 'order'])
  })
  it('is refused when the pool is too small', () => {
    expect(drawQuestions(pool.slice(0, 5), rules())).toBeNull()
  })
})

describe('a grade', () => {
  it('adds marks, counting nothing for no answer and never less than nothing in all', () => {
    expect(
      gradeOf(
        [
          { fraction: 1, maxMark: '10' },
          { fraction: 0.5, maxMark: '10' },
          { fraction: null, maxMark: '10' },
        ],
        '50',
      ),
    ).toEqual({ marks: '15', maxMarks: '30', percent: '50', passed: true })
    expect(gradeOf([{ fraction: -1, maxMark: '10' }], '0').marks).toBe('0')
    expect(gradeOf([], '80').percent).toBe('0')
    expect(gradeOf([{ fraction: 1, maxMark: '0.5' }], '80')).toMatchObject({ percent: '100', passed: true })
  })
  it('forgives a millionth of a percent, and no more', () => {
    const passes = (fraction: number) => gradeOf([{ fraction, maxMark: '100' }], '80').passed
    expect([0.8, 0.79999999, 0.7999999, 0.799999].map(passes)).toEqual([true, true, false, false])
  })
  it('compares unrounded, and shows as many decimals as agree with the verdict', () => {
    const grade = gradeOf([{ fraction: 0.79996, maxMark: '100' }], '80')
    expect(grade).toMatchObject({ percent: '79.996', passed: false })
    expect(shownPercent(grade.percent, '80', grade.passed)).toBe('79.996')
    expect(shownPercent('80', '80', true)).toBe('80.00')
    expect(shownPercent('79.9999995', '80', true)).toBe('80.00')
    expect(shownPercent('79.99996', '80', false)).toBe('79.99996')
    // A pass mark with more decimals than anybody shows.
    expect(shownPercent('33.3333329', '33.3333333', true)).toBe('33.33')
  })
})

describe('a review', () => {
  const submittedAt = at('09:30:00')
  it.each([
    ['during', { submittedAt: null, passed: false, attemptsLeft: 2 }, at('09:30:00')],
    ['immediately', { submittedAt, passed: false, attemptsLeft: 2 }, at('09:31:59')],
    ['later', { submittedAt, passed: false, attemptsLeft: 2 }, at('09:32:00')],
    ['immediately', { submittedAt, passed: false, attemptsLeft: null }, at('09:30:01')],
    ['closed', { submittedAt, passed: true, attemptsLeft: 2 }, at('09:30:01')],
    ['closed', { submittedAt, passed: false, attemptsLeft: 0 }, at('09:30:01')],
  ] as const)('is in the phase %s', (phase, facts, now) => {
    expect(reviewPhase({ ...facts, isSitting: false }, now)).toBe(phase)
  })
  it('is not closed while the person sits again', () => {
    for (const facts of [
      { passed: true, attemptsLeft: 2 },
      { passed: false, attemptsLeft: 0 },
    ])
      expect(reviewPhase({ ...facts, submittedAt, isSitting: true }, at('09:40:00'))).toBe('later')
  })
  it('says what was wrong while the person may try again, and everything once it is closed', () => {
    const nothing = { correctness: false, marks: false, specificFeedback: false }
    const wrong = { correctness: true, marks: true, specificFeedback: true }
    expect(reviewOf('during')).toMatchObject(nothing)
    for (const phase of ['immediately', 'later'] as const) expect(reviewOf(phase)).toMatchObject(wrong)
    expect(reviewOf('closed')).toEqual({ ...wrong, generalFeedback: true, rightAnswer: true })
  })
  it('never shows the right answer while the person may try again', () => {
    for (const phase of ['during', 'immediately', 'later'] as const) {
      expect(reviewOf(phase).rightAnswer).toBe(false)
      expect(reviewOf(phase).generalFeedback).toBe(false)
    }
    expect(reviewOf('closed').rightAnswer).toBe(true)
  })
})
