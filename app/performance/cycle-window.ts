/** Windows of a cycle's phases. A cycle moves on by its dates alone: a phase is open on the days of its window. */
import { addDays, type Day } from '#app/kernel/day.ts'
import { type Phase, phases } from './cycle.ts'

/** Both days are counted. */
export type PhaseWindow = { phase: Phase; opensOn: Day; closesOn: Day }

export const isOpen = (windows: readonly PhaseWindow[], phase: Phase, day: Day): boolean =>
  windows.some((window) => window.phase === phase && window.opensOn <= day && day <= window.closesOn)
/** Whether the phase has begun, be it over or not. */
export const hasOpened = (windows: readonly PhaseWindow[], phase: Phase, day: Day): boolean =>
  windows.some((window) => window.phase === phase && window.opensOn <= day)
export const isOver = (windows: readonly PhaseWindow[], phase: Phase, day: Day): boolean =>
  windows.some((window) => window.phase === phase && window.closesOn < day)

/** What the cycle is doing: the open phase that comes last, or the next one to open; null after the last window. */
export const standingAt = (
  windows: readonly PhaseWindow[],
  day: Day,
): { window: PhaseWindow; state: 'open' | 'ahead' } | null => {
  const open = windows.filter((window) => window.opensOn <= day && day <= window.closesOn)
  const last = open.sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase)).at(-1)
  if (last) return { window: last, state: 'open' }
  const next = windows.filter((window) => window.opensOn > day).sort((a, b) => (a.opensOn < b.opensOn ? -1 : 1))[0]
  return next ? { window: next, state: 'ahead' } : null
}

/** The cycle for somebody whose own review is due: of all its phases that one matters to them. */
export const ofSelfReview = <C extends { windows: readonly PhaseWindow[] }>(cycle: C): C => ({
  ...cycle,
  windows: cycle.windows.filter((window) => window.phase === 'self-review'),
})

export type WindowFault = { phase: Phase; code: 'ends-before-it-begins' | 'before-the-phase-before' }
/** A phase may overlap the one before it, but not open earlier. */
export const windowFaults = (windows: readonly PhaseWindow[]): WindowFault[] => {
  const ordered = phases.flatMap((phase) => windows.filter((window) => window.phase === phase))
  return ordered.flatMap((window, index): WindowFault[] => {
    const before = ordered[index - 1]
    if (window.closesOn < window.opensOn) return [{ phase: window.phase, code: 'ends-before-it-begins' }]
    if (before && window.opensOn < before.opensOn) return [{ phase: window.phase, code: 'before-the-phase-before' }]
    return []
  })
}

/** What HR is proposed: two weeks to agree goals, then monitoring, and five steps of a week or two after the last day. */
export const usualWindows = (fromOn: Day, toOn: Day): PhaseWindow[] => {
  const after = (phase: Phase, opens: number, closes: number): PhaseWindow => ({
    phase,
    opensOn: addDays(toOn, opens),
    closesOn: addDays(toOn, closes),
  })
  return [
    { phase: 'goal-setting', opensOn: fromOn, closesOn: addDays(fromOn, 13) },
    { phase: 'monitoring', opensOn: addDays(fromOn, 14), closesOn: toOn },
    after('self-review', 1, 7),
    after('manager-review', 1, 14),
    after('calibration', 15, 19),
    after('acknowledgement', 20, 26),
    after('appeal', 20, 33),
  ]
}
