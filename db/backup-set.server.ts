/**
 * A backup is one folder: the database as one SQLite file, the files, the secret, and a manifest with the digest of
 * each. It is the same for both engines, so that a bank can move from a file to a cluster and back.
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import * as z from 'zod/mini'
import { diskTrouble } from '#app/kernel/disk-trouble.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { copyDatabase } from './backup.server.ts'
import { databaseFile, isCluster } from './client.server.ts'
import { checkFolder, checkSound, obstacleIn } from './condition.server.ts'
import { fillCluster, isClusterEmpty } from './fill-cluster.server.ts'
import { isOpenElsewhere } from './open-elsewhere.server.ts'

const manifestOf = z.object({
  format: z.literal('echelon-backup-1'),
  made: z.string(),
  contents: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof manifestOf>

/** Where the bank lives: the database's address and the folder of its files and secret. */
export type Place = { url: string; varDir: string }

const databaseName = 'echelon.db'
const kept = ['files', 'secret']

/** Makes a backup of a bank in use at `folder`, which must not exist; one that fails leaves nothing there. */
export const makeBackup = async (
  place: Place,
  folder: string,
  made: string,
): Promise<Outcome<Manifest, 'exists' | 'unwritable' | 'no-bank', string>> => {
  if (existsSync(folder)) return refused('exists', `${folder} exists already: name a folder that does not.`)
  if (!isCluster(place.url) && !existsSync(databaseFile(place.url)))
    return refused('no-bank', `There is no bank at ${databaseFile(place.url)}: correct VAR_DIR or DATABASE_URL.`)
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const trouble = checkFolder(unfinished)
  if (trouble) return refused('unwritable', trouble)
  try {
    // The database first: a file that it names was written before its row, so every one of them is there afterwards.
    await copyDatabase(place.url, join(unfinished, databaseName))
    for (const name of kept)
      if (existsSync(join(place.varDir, name)))
        await cp(join(place.varDir, name), join(unfinished, name), {
          recursive: true,
          preserveTimestamps: true,
          // An upload under way has a name that begins with a dot, and may be gone the next moment.
          filter: (path) => !basename(path).startsWith('.'),
        })
    const manifest: Manifest = { format: 'echelon-backup-1', made, contents: await contentsOf(unfinished) }
    await writeFile(join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    await rename(unfinished, folder)
    return done(manifest)
  } catch (error) {
    const trouble = diskTrouble(error)
    if (!trouble) throw error
    return refused(
      'unwritable',
      `No backup could be made at ${folder} (${trouble}): free some space there, or name another folder. The bank is as it was.`,
    )
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

const contentsOf = async (folder: string): Promise<Manifest['contents']> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
  const contents: Manifest['contents'] = []
  for (const path of paths)
    contents.push({ path, size: (await stat(join(folder, path))).size, sha256: await digestOf(join(folder, path)) })
  return contents
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

/** The manifest, when everything that it lists is there unchanged; else what is not. */
const checkBackup = async (folder: string): Promise<Outcome<Manifest, 'no-backup' | 'changed', string>> => {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null)
  const read = text === null ? null : manifestOf.safeParse(parsed(text))
  if (!read?.success)
    return refused('no-backup', `${folder} holds no backup: name the folder that npm run backup has made.`)
  for (const { path, sha256 } of read.data.contents) {
    const full = join(folder, path)
    const digest = path.split('/').includes('..') || !existsSync(full) ? null : await digestOf(full)
    if (digest !== sha256)
      return refused(
        'changed',
        `${path} in ${folder} is ${digest ? 'not what was backed up' : 'missing'}: use another backup.`,
      )
  }
  return done(read.data)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type RestoreRefusal = 'no-backup' | 'changed' | 'not-empty' | 'open' | 'unwritable'

/**
 * Puts a backup where no bank is. With `force`, what was there is first moved aside into `replaced-…` in the same
 * folder (a cluster's tables into a backup there).
 */
export const restoreBackup = async (
  folder: string,
  place: Place,
  { force, stamp }: { force: boolean; stamp: string },
): Promise<Outcome<{ manifest: Manifest; replaced: string | null }, RestoreRefusal, string>> => {
  const checked = await checkBackup(folder)
  if (!checked.ok) return checked
  const damaged = checkSound(join(folder, databaseName))
  if (damaged) return refused('changed', damaged.sentence)
  const trouble = checkFolder(place.varDir)
  if (trouble) return refused('unwritable', trouble)
  const there = await whatIsThere(place)
  if (there.length > 0 && !force)
    return refused(
      'not-empty',
      `${there.join(' and ')} would be replaced: restore into an empty VAR_DIR, or add --force to move it aside first.`,
    )
  if (!isCluster(place.url) && isOpenElsewhere(databaseFile(place.url)))
    return refused('open', `A running server has ${databaseFile(place.url)} open: stop it, then restore.`)
  const replaced = there.length > 0 ? await moveAside(place, stamp) : null
  try {
    if (isCluster(place.url)) await fillCluster(join(folder, databaseName), place.url)
    else await cp(join(folder, databaseName), databaseFile(place.url))
    for (const name of kept)
      if (existsSync(join(folder, name))) await cp(join(folder, name), join(place.varDir, name), { recursive: true })
    return done({ manifest: checked.value, replaced })
  } catch (error) {
    const obstacle = obstacleIn(error, place)
    if (!obstacle) throw error
    if (isCluster(place.url))
      return refused(
        'unwritable',
        `${obstacle} The cluster holds a part of the backup: run the same again with --force.${replaced ? ` What was there before is in ${replaced}.` : ''}`,
      )
    for (const path of placesOf(place)) await rm(path, { recursive: true, force: true })
    if (replaced) await moveBack(place, replaced)
    return refused('unwritable', `${obstacle} Nothing was restored; what was there before is there.`)
  }
}

/** What a bank has outside a cluster: its file, the files and the secret. */
const placesOf = ({ url, varDir }: Place): string[] => [
  ...(isCluster(url) ? [] : [databaseFile(url)]),
  ...kept.map((name) => join(varDir, name)),
]

const whatIsThere = async (place: Place): Promise<string[]> => {
  const files = kept.map((name) => join(place.varDir, name)).filter((path) => existsSync(path))
  if (isCluster(place.url)) return (await isClusterEmpty(place.url)) ? files : ['the bank on the cluster', ...files]
  const file = databaseFile(place.url)
  return existsSync(file) ? [file, ...files] : files
}

const moveAside = async (place: Place, stamp: string): Promise<string> => {
  const aside = join(place.varDir, `replaced-${stamp}`)
  await mkdir(aside, { recursive: true })
  const file = databaseFile(place.url)
  if (!isCluster(place.url))
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(file + suffix)) await rename(file + suffix, join(aside, databaseName + suffix))
  if (isCluster(place.url) && !(await isClusterEmpty(place.url)))
    await copyDatabase(place.url, join(aside, databaseName)).catch(async (error) => {
      await rm(aside, { recursive: true })
      throw error
    })
  for (const name of kept)
    if (existsSync(join(place.varDir, name))) await rename(join(place.varDir, name), join(aside, name))
  return aside
}

const moveBack = async (place: Place, aside: string): Promise<void> => {
  const file = databaseFile(place.url)
  if (!isCluster(place.url))
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(join(aside, databaseName + suffix)))
        await rename(join(aside, databaseName + suffix), file + suffix)
  for (const name of kept) if (existsSync(join(aside, name))) await rename(join(aside, name), join(place.varDir, name))
  if (!isCluster(place.url)) await rm(aside, { recursive: true })
}
