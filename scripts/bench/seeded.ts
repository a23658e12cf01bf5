/** The built product on a seeded bank, as a process that can be measured. The bank is made once and kept under var/bench. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { demoPassword } from '../demo/stories.ts'
import { signIn } from '../screenshots/crawl.ts'
import { type Opened, openServer } from './opened.ts'

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
  writeFileSync(mark, tables)
  return folder
}

export const serveSeeded = async (people: number): Promise<Served> => {
  const varDir = bankOf(people)
  const opened = await openServer(varDir)
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
