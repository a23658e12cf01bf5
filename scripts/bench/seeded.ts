/** The built product on a seeded bank, as a process that can be measured. The bank is made once and kept under var/bench. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { demoPassword } from '../demo/stories.ts'
import { signIn } from '../screenshots/crawl.ts'

export type Served = {
  address: string
  varDir: string
  people: number
  pid: number
  /** Cookie of someone of the demo bank's stories. */
  as: (story: string) => Promise<string>
  stop: () => Promise<void>
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
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: projectRoot(),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      VAR_DIR: varDir,
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  let printed = ''
  const address = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk
      const said = /open at (http\S+)/.exec(printed)?.[1]
      if (said) done(said)
    })
    void ended.then(() => fail(new Error(`the server ended before it opened:\n${printed}`)))
  })
  return {
    address,
    varDir,
    people,
    pid: child.pid ?? 0,
    as: async (story) => {
      const cookie = await signIn(address, { name: story, password: demoPassword })
      if (!cookie) throw new Error(`${story} cannot sign in`)
      return cookie
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
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

/** Resident memory in MiB: now, or the most there has been since the process began. */
export const residentMib = (pid: number, which: 'VmRSS' | 'VmHWM' = 'VmRSS'): number =>
  Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
