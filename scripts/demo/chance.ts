/** Chance that comes out the same each time: numbers and ids of the demo bank follow from its seed alone. */
import { createHash } from 'node:crypto'
import type { Instant } from '#app/kernel/day.ts'
import { type IdMaker, idMaker } from '#app/kernel/id.ts'
import { mulberry32 } from '#app/learning/assessments/shuffle.ts'

export type Chance = {
  /** From 0 up to 1. */
  next: () => number
  /** A whole number, both ends included. */
  whole: (least: number, most: number) => number
  /** True in so many of a hundred. */
  percent: (of: number) => boolean
  pick: <T>(items: readonly T[]) => T
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
const seedOf = (text: string): number => sha256(text).readUInt32BE(0)

/** A source for one purpose: what is added to another purpose does not move this one. */
export const chanceFor = (seed: number, purpose: string): Chance => {
  const next = mulberry32(seedOf(`${seed} ${purpose}`))
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    percent: (of) => next() * 100 < of,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}

const bytesFrom = (seed: number) => {
  const next = mulberry32(seed)
  return (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(next() * 256))
}

/** An id that follows from what it is the id of, so that a load that was broken off goes on with the same. */
export const idOf = (seed: number, prefix: string, key: string, at: Instant): string =>
  idMaker((count) => sha256(`${seed} ${prefix} ${key}`).subarray(0, count))(prefix, at)

/** A maker for what the product's own commands make; it begins anew with each chapter of the load. */
export const chapterIds = (seed: number): { ids: IdMaker; begin: (chapter: string) => void } => {
  let maker = idMaker(bytesFrom(seed))
  return {
    ids: (prefix, now) => maker(prefix, now),
    begin: (chapter) => {
      maker = idMaker(bytesFrom(seedOf(`${seed} ids ${chapter}`)))
    },
  }
}
