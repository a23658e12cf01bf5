import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { paths } from '#app/paths.ts'
import { type Grid, type MarkNow, marksAtStart } from './grid.ts'
import { openLines } from './grid-places.ts'

/** Of one cell: what another person put there meanwhile. */
export type Conflict = { theirs: string | null; revision: number }
type Answer =
  | { ok: true; revision: number; at: number }
  | { ok: false; code: string; mark?: string | null; revision?: number }
/** Why nothing reaches the server: a mark waits on the page and is sent again and again. */
export type Lost = 'connection' | 'session'
type Change = { lineId: string; mark: string | null; before: string | null }

const send = async (cycleId: string, lineId: string, mark: string | null, revision: number): Promise<Answer | Lost> => {
  const body = new FormData()
  body.set('act', 'give')
  body.set('lineId', lineId)
  body.set('mark', mark ?? '')
  body.set('revision', String(revision))
  try {
    const headers = { Accept: 'application/json' }
    const response = await fetch(paths.scoreMark(cycleId), { method: 'POST', headers, body })
    if (response.status === 401) return 'session'
    return response.ok || response.status === 409 || response.status === 422
      ? ((await response.json()) as Answer)
      : 'connection'
  } catch {
    return 'connection'
  }
}

/**
 * Marks that save themselves: each cell as it is set, one request a cell at a time, again after a lost connection and
 * after signing in again elsewhere.
 * A cell that someone else changed meanwhile is not overwritten but shown with both.
 */
export const useMarks = (grid: Grid) => {
  const [first] = useState<ReadonlyMap<string, MarkNow>>(() => marksAtStart(grid))
  const [marks, setMarks] = useState(first)
  const [conflicts, setConflicts] = useState<ReadonlyMap<string, Conflict>>(new Map())
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  const [waiting, setWaiting] = useState(0)
  const [lost, setLost] = useState<Lost | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const [done, setDone] = useState<readonly Change[]>([])
  const wanted = useRef(new Map<string, string | null>())
  const known = useRef(new Map<string, number>())
  const busy = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>()

  const revisionOf = useCallback(
    (lineId: string) => known.current.get(lineId) ?? first.get(lineId)?.revision ?? 0,
    [first],
  )
  const save = useCallback(
    async (lineId: string) => {
      if (busy.current.has(lineId)) return
      busy.current.add(lineId)
      while (wanted.current.has(lineId)) {
        const mark = wanted.current.get(lineId) ?? null
        const answer = await send(grid.cycle.id, lineId, mark, revisionOf(lineId))
        if (typeof answer === 'string') {
          setLost(answer)
          timer.current = setTimeout(() => {
            for (const each of wanted.current.keys()) void save(each)
          }, 3_000)
          break
        }
        setLost(null)
        if (wanted.current.get(lineId) === mark) wanted.current.delete(lineId)
        if (answer.ok) {
          known.current.set(lineId, answer.revision)
          setSavedAt(answer.at)
          continue
        }
        // What never took cannot be taken back: it would put the mark before it over the one that stands.
        setDone((all) => all.filter((change) => change.lineId !== lineId))
        if (answer.code === 'changed-meanwhile') {
          const revision = answer.revision ?? 0
          known.current.set(lineId, revision)
          wanted.current.delete(lineId)
          setConflicts((all) => new Map(all).set(lineId, { theirs: answer.mark ?? null, revision }))
        } else setConflicts((all) => new Map(all).set(lineId, { theirs: null, revision: -1 }))
      }
      busy.current.delete(lineId)
      setWaiting(wanted.current.size)
    },
    [grid.cycle.id, revisionOf],
  )
  useEffect(() => () => clearTimeout(timer.current), [])

  /** What was typed and is no mark is kept beside the marks; null takes it away. */
  const refuse = useCallback((lineId: string, typed: string | null) => {
    setRefused((all) => {
      if (typed === (all.get(lineId) ?? null)) return all
      const next = new Map(all)
      if (typed === null) next.delete(lineId)
      else next.set(lineId, typed)
      return next
    })
  }, [])
  const put = useCallback(
    (lineId: string, mark: string | null) => {
      refuse(lineId, null)
      setMarks((all) => new Map(all).set(lineId, { mark, revision: revisionOf(lineId) }))
      setConflicts((all) => {
        if (!all.has(lineId)) return all
        const next = new Map(all)
        next.delete(lineId)
        return next
      })
      wanted.current.set(lineId, mark)
      setWaiting(wanted.current.size)
      void save(lineId)
    },
    [save, refuse, revisionOf],
  )
  const give = useCallback(
    (lineId: string, mark: string | null) => {
      const before = marks.get(lineId)?.mark ?? null
      if (before === mark) return refuse(lineId, null)
      setDone((all) => [...all, { lineId, mark, before }])
      put(lineId, mark)
    },
    [marks, put, refuse],
  )
  /** Of a cell that someone else changed meanwhile: one's own mark, over theirs. */
  const keep = useCallback(
    (lineId: string) => {
      const mark = marks.get(lineId)?.mark ?? null
      setDone((all) => [...all, { lineId, mark, before: conflicts.get(lineId)?.theirs ?? null }])
      put(lineId, mark)
    },
    [marks, conflicts, put],
  )
  const undoable = useMemo(() => {
    if (done.length === 0) return done
    const open = openLines(grid)
    return done.filter(({ lineId }) => open.has(lineId))
  }, [done, grid])
  const undo = useCallback(() => {
    const last = undoable.at(-1)
    if (!last) return null
    setDone(undoable.slice(0, -1))
    put(last.lineId, last.before)
    return last.lineId
  }, [undoable, put])
  const isSaving = waiting > 0 && !lost
  const canUndo = undoable.length > 0
  return { marks, conflicts, refused, give, keep, refuse, undo, canUndo, savedAt, isSaving, lost }
}
