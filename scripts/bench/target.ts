/** One figure with the most that it may be; `noise` is greatest minus least of the repetitions ÷ their median. */
export type Measured = {
  name: string
  value: number
  unit: string
  most: number
  noise: number | null
  /** The ratio to a baseline of the same run. */
  note?: string
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
export const noiseOf = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / (median(values) || 1)

/** The repetitions of a figure, one after another. */
export const inTimes = async <T>(count: number, work: () => Promise<T>): Promise<T[]> => {
  const done: T[] = []
  for (let at = 0; at < count; at += 1) done.push(await work())
  return done
}
