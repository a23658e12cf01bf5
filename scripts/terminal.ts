/** What scripts share at the terminal: the environment, the time for names, and an end with a sentence. */
import { join } from 'node:path'
import { type Environment, readEnvironment } from '#app/environment.server.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { obstacleIn } from '#db/condition.server.ts'
import { type Migrated, migrate, migrationsPending } from '#db/migrate.server.ts'

/** Ends the process with these lines on standard error. */
export const giveUp = (...lines: string[]): never => {
  for (const line of lines) console.error(line)
  process.exit(1)
}

const environment = (): Environment => {
  const read = readEnvironment(process.env)
  return read.ok ? read.value : giveUp(...(read.error.detail ?? []))
}

/** Ends a command's work with a sentence, from wherever it is. */
export class Stopped extends Error {}

/** Works on the bank that the environment names; what stands in the way until somebody mends it is the last sentence. */
export const carryOut = async (work: (around: Environment) => Promise<void>): Promise<void> => {
  const around = environment()
  try {
    await work(around)
  } catch (error) {
    const place = { url: around.databaseUrl, varDir: around.varDir }
    const sentence = error instanceof Stopped ? error.message : obstacleIn(error, place)
    if (sentence === null) throw error
    giveUp(sentence)
  }
}

const migrationsFolder = () => join(projectRoot(), 'db/migrations')

/** Ends with a sentence where the bank is of another version; for what reads it and changes nothing. */
export const needThisVersion = async ({ databaseUrl: url }: Environment): Promise<void> => {
  const pending = await migrationsPending({ url, migrationsFolder: migrationsFolder() })
  if (!pending.ok) throw new Stopped(pending.error.detail ?? pending.error.code)
  if (pending.value > 0)
    throw new Stopped(
      'The bank is of an earlier version: npm run migrate brings it to this one, with a copy made first.',
    )
}

/** Brings the database to this version's schema, or ends with why not. */
export const bringUpToDate = async ({ databaseUrl, varDir }: Environment): Promise<Migrated> => {
  const outcome = await migrate({
    url: databaseUrl,
    varDir,
    migrationsFolder: migrationsFolder(),
    stamp: stamp(),
    say: console.log,
  })
  if (outcome.ok) return outcome.value
  throw new Stopped(outcome.error.detail ?? outcome.error.code)
}

/** The time now, fit for a file's name: 2026-09-30T02-00-00. */
export const stamp = (): string => new Date().toISOString().slice(0, 19).replaceAll(':', '-')
