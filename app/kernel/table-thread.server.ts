/** The thread in which a large file is read: started with the file, it says what is in it and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { type ReadOptions, readTableHere } from './table-reader.server.ts'

const { bytes, options } = workerData as { bytes: Uint8Array; options: ReadOptions }
parentPort?.postMessage(await readTableHere(bytes, options))
