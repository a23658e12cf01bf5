/** Random moments that can be had again: the seed is printed, and ECHELON_SEED sets it. */
import { seededBytes } from '../support/database.ts'

/** How often each fault is tried: 3, or 50 in the long run. */
export const rounds = Number(process.env.ECHELON_REPEAT ?? 3)

export const chance = (about: string): ((most: number) => number) => {
  const seed = Number(process.env.ECHELON_SEED ?? Math.floor(performance.timeOrigin + performance.now()) % 1_000_000)
  console.info(`${about}: random moments of seed ${seed} (ECHELON_SEED=${seed} brings them again)`)
  const bytes = seededBytes(seed)
  return (most) => {
    const [high = 0, low = 0] = bytes(2)
    return (most * (high * 256 + low)) / 65_536
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
