/**
 * A libSQL server may be cut off without a word: packets are lost, nothing is reset, and TCP gives up after a quarter of
 * an hour. Each question is waited for so long and no longer; a connection on which nothing at all came back meanwhile is
 * left for a new one, and until that answers nobody is kept as long again.
 */
import {
  type Client,
  type Config,
  createClient,
  LibsqlError,
  type Transaction,
  type TransactionMode,
} from '@libsql/client'

/** How long an answer is waited for, and how long while the server is known to say nothing. */
const defaultAnswerMs = 8_000
const whileSilent = 1 / 4

/** It did not answer in time. What was asked was no COMMIT: nothing of it is kept, unless it is done later after all. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT'
  constructor(waitedMs: number, options?: ErrorOptions) {
    super(`the database did not answer within ${waitedMs / 1_000} s`, options)
  }
}

/** The answer to a COMMIT did not arrive: everything that was written is kept, or nothing. */
export class NotKnownWhetherKept extends Error {
  readonly code = 'NOT_KNOWN_WHETHER_KEPT'
  constructor(cause: unknown) {
    super('the database did not say whether it kept what was written', { cause })
  }
}

/** What the server itself says: it has answered, and did not do what it was asked. */
const isRefused = (error: unknown): boolean => error instanceof LibsqlError && /^(SQLITE|TRANSACTION)_/.test(error.code)

/** What came while this thread was busy with something else is read first. */
const inTime = async <T>(asked: Promise<T>, waitMs: number): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new NoAnswer(waitMs))
    timer = setTimeout(() => setImmediate(() => setImmediate(giveUp)), waitMs)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

type Ask = <T>(of: Client, question: () => Promise<T>, heard?: () => void) => Promise<T>

export const patientClient = (config: Config, answerMs = defaultAnswerMs): Client => {
  const connect = () =>
    // Over HTTP each question has a request of its own, which is broken off with it.
    createClient({
      ...config,
      fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(answerMs * 2) }),
    })
  let client = connect()
  let answers = 0
  let isSilent = false
  const answered = () => {
    answers += 1
    isSilent = false
  }
  const ask: Ask = async (of, question, heard = answered) => {
    const before = answers
    const waitMs = isSilent ? answerMs * whileSilent : answerMs
    try {
      const answer = await inTime(question(), waitMs)
      heard()
      return answer
    } catch (error) {
      if (isRefused(error)) answered()
      else if (of !== client) throw error instanceof NoAnswer ? error : new NoAnswer(waitMs, { cause: error })
      else if (error instanceof NoAnswer && answers === before) {
        isSilent = true
        client = connect()
        of.close()
      }
      throw error
    }
  }
  return {
    execute: (statement: Parameters<Client['execute']>[0], args?: Parameters<Client['execute']>[1]) => {
      const of = client
      return ask(of, () => (typeof statement === 'string' ? of.execute(statement, args) : of.execute(statement)))
    },
    batch: (statements, mode) => {
      const of = client
      return ask(of, () => of.batch(statements, mode))
    },
    migrate: (statements) => {
      const of = client
      return ask(of, () => of.migrate(statements))
    },
    executeMultiple: (text) => {
      const of = client
      return ask(of, () => of.executeMultiple(text))
    },
    transaction: async (mode: TransactionMode = 'write') => {
      const of = client
      // Which may be opened without asking the server: that it is there says nothing of it.
      const open = await ask(
        of,
        () => of.transaction(mode),
        () => undefined,
      )
      return patientTransaction((question) => ask(of, question), open)
    },
    sync: () => client.sync(),
    reconnect: () => client.reconnect(),
    close: () => client.close(),
    get closed() {
      return client.closed
    },
    get protocol() {
      return client.protocol
    },
  }
}

const patientTransaction = (ask: <T>(question: () => Promise<T>) => Promise<T>, open: Transaction): Transaction => {
  let isLost = false
  const say = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await ask(question)
    } catch (error) {
      if (error instanceof NoAnswer) {
        isLost = true
        open.close()
      }
      throw error
    }
  }
  return {
    execute: (statement) => say(() => open.execute(statement)),
    batch: (statements) => say(() => open.batch(statements)),
    executeMultiple: (text) => say(() => open.executeMultiple(text)),
    commit: async () => {
      try {
        await say(() => open.commit())
      } catch (error) {
        throw isRefused(error) ? error : new NotKnownWhetherKept(error)
      }
    },
    // What was not committed the server gives up by itself, and why it was not is what is to be said.
    rollback: async () => {
      if (!isLost) await say(() => open.rollback()).catch(() => undefined)
    },
    close: () => open.close(),
    get closed() {
      return open.closed
    },
  }
}
