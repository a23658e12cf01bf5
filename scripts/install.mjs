// What the checkout needs before anything of it can run: the right Node and the packages of the lock file.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lock } from './lock.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Ends the process with one sentence when this Node is too old or too new. */
export const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if ((major === 20 && minor >= 19) || (major > 20 && major < 25)) return
  console.error(
    `Echelon needs Node 20.19 or newer, below 25; this is ${process.version}. Install one from https://nodejs.org.`,
  )
  process.exit(1)
}

const packagesIn = (path) => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch {
    return {}
  }
}

/** Whether node_modules holds what the lock file says. Optional packages may be absent: not every platform has them. */
export const isInstalled = () => {
  const present = packagesIn('node_modules/.package-lock.json')
  return Object.entries(packagesIn('package-lock.json')).every(
    ([path, wanted]) => path === '' || wanted.optional || present[path]?.version === wanted.version,
  )
}

/** Installs the packages of the lock file unless they are there already, or another start is installing them. */
export const install = async (say = console.log) => {
  if (isInstalled()) return
  // Not below node_modules, which npm empties first.
  const release = await lock(join(root, '.cache/install.lock'), () => say('Waiting for another start to install…'))
  try {
    // Asked again: another start may have ended while this one waited.
    if (isInstalled()) return
    say('Installing packages (a minute or two; better-sqlite3 may be compiled where no ready-made one can be had)…')
    if (npmCi()) return
  } finally {
    release()
  }
  console.error("The packages could not be installed: see npm's message above, mend it, and start again.")
  process.exit(1)
}

const npmCi = () => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // The build needs what a production install would leave out.
  const done = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // Where a package has to be compiled on the spot, it may use every core.
    env: { JOBS: 'max', ...process.env },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  return done.status === 0
}
