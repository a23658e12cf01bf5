/** How much memory a process has held at most, where the system tells (Linux); elsewhere nothing is known. */
import { readFileSync, writeFileSync } from 'node:fs'

const mib = 1024 * 1024

export const peakOf = (pid: number): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** MiB by which the process grew at its worst while the work was done. */
export const growthOf = async (pid: number, work: () => Promise<unknown>): Promise<number> => {
  try {
    // Forgets the peak so far.
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // Not to be forgotten here; what is measured is less exact.
  }
  const before = peakOf(pid)
  await work()
  return peakOf(pid) - before
}

export const megabytes = (count: number) => count * mib
