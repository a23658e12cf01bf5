/** Reads whatever table a person uploads: on the serving thread while that takes a moment, in a thread of its own else. */
import { isMainThread, Worker } from 'node:worker_threads'
import { readCsv } from './csv.server.ts'
import { megabytesOf } from './file-size.ts'
import { done, type Outcome, refused } from './result.ts'
import { type Table, type TableLimits, type TablePlace, type TableReason, tableLimits } from './table.ts'
import { threadScript } from './thread-script.server.ts'
import { readXlsx } from './xlsx.server.ts'

export type ReadOptions = {
  /** Name of the sheet; without one, the first with anything on it. */
  sheet?: string
  limits?: TableLimits
  /** Without the rows, which are read all the same: what is wrong anywhere in the file is found. */
  isHeadOnly?: boolean
}
type Read = Outcome<Table, TableReason, TablePlace>

const startsWith = (bytes: Uint8Array, ...mark: number[]) => mark.every((byte, at) => bytes[at] === byte)
const isWorkbook = (bytes: Uint8Array) => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)

/**
 * CSV or XLSX, told by the content and not by the name. Codes of a refusal have their words among the common ones. Pages
 * go on while a large file is read: 100,000 rows of a workbook are some ten seconds of processor.
 */
export const readTable = (bytes: Uint8Array, options: ReadOptions = {}): Promise<Read> => {
  const most = options.limits?.bytes ?? tableLimits.bytes
  const isQuick = bytes.length <= (isWorkbook(bytes) ? 64 * 1024 : 1024 * 1024) || bytes.length > most
  return isQuick || !isMainThread ? readTableHere(bytes, options) : inTurn(() => readApart(bytes, options))
}

/** On whatever thread asks. */
export const readTableHere = async (bytes: Uint8Array, options: ReadOptions): Promise<Read> => {
  const read = await readWhole(bytes, options)
  return read.ok && options.isHeadOnly ? done({ ...read.value, rows: [], rowNumbers: [] }) : read
}

const readWhole = async (bytes: Uint8Array, options: ReadOptions): Promise<Read> => {
  const limits = options.limits ?? tableLimits
  if (bytes.length === 0) return refused('file-empty')
  if (bytes.length > limits.bytes)
    return refused('file-too-large', { limit: limits.bytes, megabytes: megabytesOf(limits.bytes) })
  if (isWorkbook(bytes)) return readXlsx(bytes, { ...options, limits })
  // The container of Excel 97–2003, and of workbooks behind a password.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refused('old-excel')
  return readCsv(bytes, limits)
}

/** One file after the other: each may need some hundred megabytes, and ten at once would be the end of the process. */
let last: Promise<unknown> = Promise.resolve()
const inTurn = (read: () => Promise<Read>): Promise<Read> => {
  const reading = last.then(read)
  last = reading.catch(() => undefined)
  return reading
}

const longestMs = 120_000
const mostMemoryMib = 1_536

/** A file that needs more memory or time than any that a bank would send is refused; the process does not feel it. */
const readApart = async (bytes: Uint8Array, options: ReadOptions): Promise<Read> => {
  const thread = new Worker(await threadScript('table-thread'), {
    workerData: { bytes, options },
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMib },
  })
  const late = setTimeout(() => void thread.terminate(), longestMs)
  try {
    return await new Promise<Read>((answer, fail) => {
      thread.once('message', answer)
      thread.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? answer(refused('inflates-too-far')) : fail(error),
      )
      thread.once('exit', () => answer(refused('inflates-too-far')))
    })
  } finally {
    clearTimeout(late)
    await thread.terminate()
  }
}
