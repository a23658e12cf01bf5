/** The built product on a seeded bank, as a process that can be measured. The bank is made once and kept under var/bench. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { demoPassword } from '../demo/stories.ts'
import { signIn } from '../screenshots/crawl.ts'
import { type Opened, openServer } from './opened.ts'
import { giveTeam } from './team.ts'

export type Served = Opened & {
  varDir: string
  people: number
  /** Cookie of someone of the demo bank's stories. */
  as: (story: string) => Promise<string>
}

/** Folder of a bank of so many people, made anew when the tables have changed since. */
const bankOf = (people: number): string => {
  const folder = join(projectRoot(), `var/bench/bank-${people}`)
  const tables = readFileSync(join(projectRoot(), 'db/migrations/meta/_journal.json'), 'utf8')
  const mark = join(folder, 'made-for.json')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === tables) return folder
  rmSync(folder, { recursive: true, force: true })
  console.log(`Making a bank of ${people} people under ${folder} (about a second for a thousand)…`)
  const made = spawnSync(process.execPath, ['scripts/run.mjs', 'seed', '--people', String(people)], {
    cwd: projectRoot(),
    env: { ...process.env, VAR_DIR: folder, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (made.status !== 0) throw new Error('the bank could not be made')
  giveTeam(folder, 'manager')
  writeFileSync(mark, tables)
  return folder
}

/** A bank that opens after a while reminds its people first; that is no part of what a page costs. */
const untilAtRest = async (varDir: string): Promise<void> => {
  const db = new Database(join(varDir, 'echelon.db'), { readonly: true })
  const due = db.prepare<[number], number>(
    "SELECT count(*) FROM jobs WHERE state = 'running' OR (state = 'queued' AND run_after <= ?)",
  )
  try {
    // Twice at rest, since one job may queue the next.
    for (let rests = 0; rests < 2; rests = due.pluck().get(Date.now()) === 0 ? rests + 1 : 0)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
  } finally {
    db.close()
  }
}

export const serveSeeded = async (people: number): Promise<Served> => {
  const varDir = bankOf(people)
  const opened = await openServer(varDir)
  await untilAtRest(varDir)
  return {
    ...opened,
    varDir,
    people,
    as: async (story) => {
      const cookie = await signIn(opened.address, { name: story, password: demoPassword })
      if (!cookie) throw new Error(`${story} cannot sign in`)
      return cookie
    },
  }
}

/** A clock tick of /proc, in milliseconds: 100 a second on every Linux that Node runs on. */
const tickMs = 10

/** Milliseconds of processor that the process has used, all its threads together. */
export const cpuMsOf = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}
