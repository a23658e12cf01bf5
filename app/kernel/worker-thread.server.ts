/** Keeps one worker thread alive beside the web server: jobs never make a page wait. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { JobSurroundings } from './jobs.server.ts'
import { projectRoot } from './project-root.server.ts'

/** What the thread is started with: plain data. */
export type WorkerStart = {
  databaseUrl: string
  surroundings: JobSurroundings
}

export type RunningWorker = {
  /** Ends the step in progress, hands its job back, and ends the thread; after five seconds whatever it does. */
  stop: () => Promise<void>
}

const longestFarewellMs = 5_000

/**
 * Starts app/worker.ts in a thread: the bundle of the build, or in development one made on the spot. A worker that
 * falls over is started again, later each time it falls at once; its job is taken up where it stood.
 */
export const startWorker = async (
  start: WorkerStart & { isDevelopment?: boolean; script?: string },
): Promise<RunningWorker> => {
  const { isDevelopment = false, script, ...workerData } = start
  const file = script ?? (isDevelopment ? await bundleNow() : join(projectRoot(), 'build/worker/worker.js'))
  let isStopping = false
  let falls = 0
  let restart: ReturnType<typeof setTimeout> | undefined
  const begin = (): Worker => {
    const thread = new Worker(file, { workerData })
    const steady = setTimeout(() => {
      falls = 0
    }, 60_000)
    steady.unref()
    thread.on('error', (error) => console.error('the worker fell over', error))
    thread.on('exit', () => {
      clearTimeout(steady)
      if (isStopping) return
      falls += 1
      restart = setTimeout(
        () => {
          worker = begin()
        },
        Math.min(200 * 2 ** falls, 30_000),
      )
      restart.unref()
    })
    return thread
  }
  let worker = begin()
  return {
    stop: async () => {
      isStopping = true
      clearTimeout(restart)
      const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      if (worker.threadId === -1) return
      worker.postMessage('stop')
      const late = setTimeout(() => void worker.terminate(), longestFarewellMs)
      await gone
      clearTimeout(late)
    },
  }
}

/** Node 20 runs no TypeScript: in development the worker is bundled when the server starts. */
const bundleNow = async (): Promise<string> => {
  const { build } = await import('esbuild')
  const root = projectRoot()
  const folder = join(root, 'node_modules/.cache/echelon')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `worker-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, 'app/worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'inline',
    logLevel: 'silent',
  })
  return outfile
}
