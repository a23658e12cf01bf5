/** The built product as a process of its own, on any free port, until it is stopped. Needs Linux, for /proc. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { projectRoot } from '#app/kernel/project-root.server.ts'

export type Opened = { address: string; pid: number; stop: () => Promise<void> }

/** Starts it on the bank in `varDir`; `environment` goes before what stands around the bench. */
export const openServer = async (varDir: string, environment: Record<string, string> = {}): Promise<Opened> => {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: projectRoot(),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      VAR_DIR: varDir,
      DATABASE_URL: '',
      ...environment,
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
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { address, pid: child.pid ?? 0, stop }
}

/** Resident memory in MiB: now, or the most there has been since the process began. */
export const residentMib = (pid: number, which: 'VmRSS' | 'VmHWM' = 'VmRSS'): number =>
  Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
