/** The built product as a process: how soon it answers, and what it holds at rest. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer, residentMib } from './opened.ts'
import { inTimes, type Measured, median, noiseOf } from './target.ts'

const times = 5

/** Milliseconds to the first answer, and resident MiB two seconds later. */
const startOnce = async (varDir: string): Promise<{ ms: number; restMib: number }> => {
  const began = performance.now()
  const { address, pid, stop } = await openServer(varDir, { DEMO: '0' })
  try {
    await fetch(`${address}/health`)
    const ms = performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    return { ms, restMib: residentMib(pid) }
  } finally {
    await stop()
  }
}

/** Node alone: milliseconds until it has ended, and resident MiB of one that waits. */
const nodeAlone = async (): Promise<{ ms: number; restMib: number }> => {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  const ms = performance.now() - began
  const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await new Promise((resolve) => setTimeout(resolve, 500))
  const restMib = residentMib(idle.pid ?? 0)
  idle.kill()
  return { ms, restMib }
}

/** The first start builds and migrates and is not counted. Needs Linux, for /proc. */
export const benchStart = async (): Promise<Measured[]> => {
  const varDir = mkdtempSync(join(tmpdir(), 'echelon-bench-'))
  try {
    await startOnce(varDir)
    const starts = await inTimes(times, () => startOnce(varDir))
    const alone = await nodeAlone()
    const seconds = starts.map(({ ms }) => ms / 1_000)
    const rest = starts.map(({ restMib }) => restMib)
    return [
      {
        name: 'start from built to the first answer',
        value: median(seconds),
        unit: 's',
        most: 2,
        noise: noiseOf(seconds),
        note: `${((median(seconds) * 1_000) / alone.ms).toFixed(0)}× the ${alone.ms.toFixed(0)} ms of Node alone`,
      },
      {
        name: 'resident at rest',
        value: median(rest),
        unit: 'MiB',
        most: 200,
        noise: noiseOf(rest),
        note: `${(median(rest) / alone.restMib).toFixed(1)}× the ${alone.restMib.toFixed(0)} MiB of Node alone`,
      },
    ]
  } finally {
    rmSync(varDir, { recursive: true, force: true })
  }
}
