/**
 * The demo bank's load is a durable job: a chapter per step, so that a load that was broken off goes on at the next
 * start. It runs in the process that asked for it and not in the worker, because nobody should sign in to half a bank,
 * because its ids follow from a seed that belongs to the connection, and because the product carries no demo code.
 */

import type { Day } from '#app/kernel/day.ts'
import { defineJob } from '#app/kernel/jobs.server.ts'
import { chapters } from './chapters.ts'
import { type DemoBank, demoBank } from './people.ts'

export type DemoOrder = { seed: number; asOf: Day; people: number }

export const demoLoadKind = 'demo-load'

export const demoLoadJob = (order: DemoOrder, begin: (chapter: string) => void, say: (line: string) => void) => {
  const bank: DemoBank = demoBank(order)
  const told = chapters.filter((chapter) => (bank.isForMeasuring ? !chapter.storiesOnly : !chapter.measuringOnly))
  let began = 0
  const job = defineJob<DemoOrder>({
    kind: demoLoadKind,
    outside: async (db, { cursor }) => {
      const chapter = told[Number(cursor ?? 0)]
      began = performance.now()
      if (!chapter) return
      begin(chapter.name)
      await chapter.work?.(db, bank)
    },
    step: async (tx, { cursor }) => {
      const at = Number(cursor ?? 0)
      const chapter = told[at]
      begin(`${chapter?.name} write`)
      await chapter?.write?.(tx, bank)
      say(`  ${chapter?.says} (${((performance.now() - began) / 1_000).toFixed(1)} s)`)
      const next = { cursor: at + 1, done: at + 1, total: told.length }
      return at + 1 < told.length ? next : { ...next, finished: true, result: { people: bank.people.length } }
    },
  })
  return { job, bank }
}
