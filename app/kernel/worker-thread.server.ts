/** Keeps one worker thread alive beside the web server: jobs never make a page wait. */
import { Worker } from 'node:worker_threads'
import type { JobSurroundings } from './jobs.server.ts'
import { threadScript } from './thread-script.server.ts'

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
 * Starts app/worker.ts in a thread. A worker that falls over is started again, later each time it falls at once; its job
 * is taken up where it stood.
 */
export const startWorker = async (workerData: WorkerStart): Promise<RunningWorker> => {
  const file = await threadScript('worker')
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
