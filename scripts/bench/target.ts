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
