import { describe, expect, it } from 'vitest'
import { certainSeq, type Observation, observed, settlesAfterMs } from '#app/audit/replica-reach.ts'

const seenAll = (...seen: Observation[]) => seen.reduce<Observation[]>(observed, [])

describe('how far a replica can be relied upon', () => {
  it('is unknown until something seen has settled', () => {
    const kept = seenAll({ seq: 7, at: 0 })
    expect(certainSeq(kept, settlesAfterMs - 1)).toBe(-1)
    expect(certainSeq(kept, settlesAfterMs)).toBe(7)
  })

  it('lets what was seen first settle, however often it is looked at', () => {
    const kept = seenAll({ seq: 7, at: 0 }, { seq: 8, at: 400 }, { seq: 9, at: 800 })
    expect(certainSeq(kept, settlesAfterMs)).toBe(7)
  })

  it('keeps the settled while the newer settles', () => {
    const kept = seenAll({ seq: 7, at: 0 }, { seq: 9, at: 1_500 })
    expect(certainSeq(kept, 2_000)).toBe(7)
    expect(certainSeq(kept, 2_500)).toBe(9)
  })

  it('is unknown again when the replica, or the clock, goes back', () => {
    expect(certainSeq(seenAll({ seq: 7, at: 0 }, { seq: 9, at: 1_500 }, { seq: 3, at: 1_600 }), 2_000)).toBe(-1)
    expect(certainSeq(seenAll({ seq: 7, at: 5_000 }, { seq: 9, at: 1_000 }), 1_500)).toBe(-1)
  })
})
