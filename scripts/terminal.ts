/** What scripts share at the terminal: the environment, the time for names, and an end with a sentence. */
import { type Environment, readEnvironment } from '#app/environment.server.ts'

/** Ends the process with these lines on standard error. */
export const giveUp = (...lines: string[]): never => {
  for (const line of lines) console.error(line)
  process.exit(1)
}

export const environment = (): Environment => {
  const read = readEnvironment(process.env)
  return read.ok ? read.value : giveUp(...(read.error.detail ?? []))
}

/** The time now, fit for a file's name: 2026-09-30T02-00-00. */
export const stamp = (): string => new Date().toISOString().slice(0, 19).replaceAll(':', '-')
