import { describe, expect, it } from 'vitest'
import { startOfDay } from '#app/kernel/day.ts'
import { type Learner, standingIn } from '#app/learning/courses/course-standing.ts'

const timeZone = 'Asia/Shanghai'
const course = {
  ...{ certificationCode: 'AML', renewWindowDays: 60, mandatoryFor: ['TELLER'] },
  activatedAt: startOfDay('2024-01-01', timeZone),
}
const teller = (to: string | null | undefined, today: string, since = '2024-03-01'): Learner => ({
  ...{ today, posts: new Map([['TELLER', since]]), timeZone },
  certificates: to === undefined ? [] : [{ certification: 'AML', from: '2024-03-20', to }],
})
const finished = { completedAt: startOfDay('2024-03-20', timeZone), dueOn: '2024-03-31' }

describe('a mandatory course', () => {
  it('is due a month after the post is taken up', () => {
    expect(standingIn(teller(undefined, '2024-03-02'), course, null)).toEqual({
      ...{ holds: false, renews: false, dueOn: '2024-03-31' },
    })
  })

  it('is due by the first of two posts that ask for it', () => {
    const both = { ...course, mandatoryFor: ['RM', 'TELLER'] }
    const learner = {
      ...teller(undefined, '2024-05-02'),
      posts: new Map([
        ['TELLER', '2024-03-01'],
        ['RM', '2024-05-01'],
      ]),
    }
    expect(standingIn(learner, both, null).dueOn).toBe('2024-03-31')
  })

  it('is due no month before anybody could take it, and asked of nobody until then', () => {
    // Eleven at night in Greenwich is the day after in Shanghai.
    const opened = { ...course, activatedAt: Date.parse('2024-05-31T23:00:00Z') }
    expect(standingIn(teller(undefined, '2024-06-02'), opened, null).dueOn).toBe('2024-07-01')
    expect(standingIn(teller(undefined, '2024-06-02'), { ...course, activatedAt: null }, null).dueOn).toBeNull()
  })

  it('is due by the day that it was ordered for, and by the post’s where it was begun without one', () => {
    const begun = (dueOn: string | null) =>
      standingIn(teller(undefined, '2024-03-02'), course, { completedAt: null, dueOn }).dueOn
    expect([begun('2024-03-15'), begun(null)]).toEqual(['2024-03-15', '2024-03-31'])
  })

  it('is due no more once it is finished, though it certifies nothing', () => {
    const plain = { ...course, certificationCode: null, renewWindowDays: null }
    expect(standingIn(teller(undefined, '2024-04-01'), plain, finished)).toEqual({
      ...{ holds: false, renews: false, dueOn: null },
    })
  })

  it('is held from the first day of its certificate to the last, and by no certificate of another course', () => {
    const holds = (today: string, certification = 'AML') => {
      const certificates = [{ certification, from: '2024-03-20', to: '2026-12-31' }]
      return standingIn({ ...teller(undefined, today), certificates }, course, finished).holds
    }
    expect(['2024-03-19', '2024-03-20', '2026-12-31', '2027-01-01'].map((day) => holds(day))).toEqual([
      ...[false, true, true, false],
    ])
    expect(holds('2024-03-20', 'DATA')).toBe(false)
  })

  it.each([
    ['not before its window', '2026-12-31', '2026-10-31', { holds: true, renews: false, dueOn: null }],
    ['by its last day from the first of its window', '2026-12-31', '2026-11-01', undefined],
    ['on the last day that it counted, after its end', '2026-09-30', '2026-11-01', undefined],
    ['never without an end', null, '2026-11-01', { holds: true, renews: false, dueOn: null }],
  ])('that was finished is to be renewed %s', (_, to, today, expected) => {
    expect(standingIn(teller(to, today), course, finished)).toEqual(
      expected ?? { holds: to !== null && today <= to, renews: true, dueOn: to },
    )
  })

  it('is renewed from the certificate that lasts longest', () => {
    const { certificates, ...rest } = teller('2026-09-30', '2026-10-15')
    const later = { certification: 'AML', from: '2026-09-15', to: '2028-09-30' }
    const other = { certification: 'DATA', from: '2024-01-01', to: '2025-01-01' }
    for (const held of [
      [later, ...certificates],
      [...certificates, later, other],
    ])
      expect(standingIn({ ...rest, certificates: held }, course, finished)).toMatchObject({ holds: true, dueOn: null })
  })

  it('is renewed by nobody who holds a certificate without an end, however long an older one has ended', () => {
    const { certificates, ...rest } = teller('2026-09-30', '2026-10-15')
    const forEver = { certification: 'AML', from: '2026-09-15', to: null }
    for (const held of [
      [forEver, ...certificates],
      [...certificates, forEver],
    ])
      expect(standingIn({ ...rest, certificates: held }, course, finished)).toEqual({
        ...{ holds: true, renews: false, dueOn: null },
      })
  })

  it('gives whoever comes to the post with an old certificate the month that everybody has', () => {
    const standing = standingIn(teller('2025-03-20', '2026-11-01', '2026-10-25'), course, finished)
    expect(standing).toEqual({ holds: false, renews: true, dueOn: '2026-11-24' })
  })

  it('asks nothing of whoever has left the post', () => {
    const learner = { ...teller('2025-03-20', '2026-11-01'), posts: new Map([['RM', '2026-01-01']]) }
    expect(standingIn(learner, course, finished)).toEqual({ holds: false, renews: true, dueOn: null })
  })
})
