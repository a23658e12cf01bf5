/** Disks that run full or become read-only, where the test may mount: as root on Linux. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { freshFolder } from '../support/database.ts'

const mounted = new Set<string>()
const run = (...args: string[]): boolean => spawnSync(args[0] ?? '', args.slice(1), { stdio: 'ignore' }).status === 0
const clear = () => {
  // Lazily: a server that is just ending may still have files open.
  for (const folder of mounted) run('umount', '-l', folder)
  mounted.clear()
}
afterAll(clear)
process.once('exit', clear)

const mount = (folder: string, ...how: string[]): boolean => {
  const isThere = run('mount', ...how, folder)
  if (isThere) mounted.add(folder)
  return isThere
}

/** A disk of its own, of so many megabytes. */
export const smallDisk = (megabytes: number): string => {
  const folder = freshFolder()
  if (!mount(folder, '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'small-disk')) throw new Error('nothing was mounted')
  return folder
}

/** Lets nobody write to a file or a folder any more; gives what lets them again. */
export const makeReadOnly = (path: string): (() => void) => {
  if (!mount(path, '--bind', path) || !run('mount', '-o', 'remount,bind,ro', path)) throw new Error('still writable')
  return () => {
    run('umount', path)
    mounted.delete(path)
  }
}

/** Takes all the space that is left but so many bytes; gives what frees it again. */
export const fillDisk = (folder: string, leave = 0): (() => void) => {
  const filler = join(folder, 'filler')
  writeFileSync(filler, '')
  const { bavail, bsize } = statfsSync(folder)
  for (let left = bavail * bsize - leave; left > 0; left -= 65_536)
    try {
      appendFileSync(filler, Buffer.alloc(Math.min(left, 65_536)))
    } catch {
      break
    }
  return () => rmSync(filler)
}

const mayMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = freshFolder()
  const may = mount(folder, '-t', 'tmpfs', '-o', 'size=1m', 'small-disk')
  clear()
  return may
})()

/** A describe block that mounts; where that is not allowed, one sentence says so. */
export const onOwnDisk = (name: string, define: () => void): void => {
  if (!mayMount) console.info(`${name}: left out, since a disk of its own may not be mounted here (root on Linux may).`)
  describe.runIf(mayMount)(name, define)
}
