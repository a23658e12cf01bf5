/**
 * npm run verify: reads the whole bank and says what does not hold — pages and keys of the database, files, the audit chain,
 * and every calculated run, which is calculated again. Ends with 1 when anything does not.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { verifyChain } from '#app/audit/chain.server.ts'
import type { Break } from '#app/audit/chain-check.ts'
import { calculatedRuns, holds, verifyRun } from '#app/incentives/runs/run-verification.server.ts'
import { isFileWhole } from '#app/kernel/files.server.ts'
import { copyDatabase } from '#db/backup.server.ts'
import { type Db, databaseFile, isCluster, openDb } from '#db/client.server.ts'
import { checkFile } from '#db/condition.server.ts'
import { carryOut, giveUp, needThisVersion } from './terminal.ts'

/** A sentence on what was read, and one on each thing that does not hold. */
type Finding = { read: string; faults: string[] }

const checkPages = async (url: string): Promise<Finding> => {
  // A cluster does not check its own pages over the network; a copy of everything that it answers is checked instead.
  const folder = isCluster(url) ? mkdtempSync(join(tmpdir(), 'echelon-verify-')) : null
  const path = folder ? join(folder, 'echelon.db') : databaseFile(url)
  try {
    if (folder) await copyDatabase(url, path)
    const file = new Database(path, { readonly: true })
    const pages = file.pragma('integrity_check(10)') as { integrity_check: string }[]
    const keys = file.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[]
    file.close()
    return {
      read: 'the database, page by page and key by key',
      faults: [
        ...pages.filter((row) => row.integrity_check !== 'ok').map((row) => `The database: ${row.integrity_check}.`),
        ...keys.slice(0, 10).map((row) => `Row ${row.rowid} of ${row.table} points at no row of ${row.parent}.`),
      ],
    }
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
}

const chainWords: Record<Break['kind'], string> = {
  link: 'does not follow the one before it',
  record: 'was changed after it was written',
  content: 'has content that was changed or taken away',
  sightings: 'sealed who looked at pay and ratings, and that was changed',
  end: 'is missing: the end of the chain was taken away',
}

const checkChain = async (db: Db): Promise<Finding> => {
  const { checked, broken } = await verifyChain(db)
  return {
    read: `${checked} audit records`,
    faults: broken ? [`Audit record ${broken.seq} ${chainWords[broken.kind]}.`] : [],
  }
}

const checkFiles = async (db: Db, varDir: string): Promise<Finding> => {
  const kept = await db.all<{ digest: string; name: string }>(sql`select digest, name from files order by digest`)
  const faults: string[] = []
  for (const { digest, name } of kept)
    if (!(await isFileWhole(varDir, digest).catch(() => false)))
      faults.push(`The file "${name}" (${digest}) is missing or was changed.`)
  return { read: `${kept.length} files`, faults }
}

const checkRuns = async (db: Db): Promise<Finding> => {
  const faults: string[] = []
  const calculated = await calculatedRuns(db)
  for (const { id } of calculated) {
    const verified = await verifyRun(db, id)
    if (holds(verified)) continue
    if (!verified.inputs) faults.push(`Run ${id}: its frozen inputs were changed.`)
    if (!verified.lines) faults.push(`Run ${id}: its stored lines were changed.`)
    if (!verified.recomputed) faults.push(`Run ${id}: calculated again, it gives other figures.`)
  }
  return { read: `${calculated.length} incentive runs, each calculated again`, faults }
}

await carryOut(async (around) => {
  const { databaseUrl, varDir } = around
  if (!isCluster(databaseUrl) && !existsSync(databaseFile(databaseUrl)))
    giveUp(`There is no bank at ${databaseFile(databaseUrl)}: correct VAR_DIR or DATABASE_URL.`)
  const damaged = isCluster(databaseUrl) ? null : checkFile(databaseFile(databaseUrl))
  if (damaged) giveUp(damaged.sentence)
  await needThisVersion(around)
  const db = openDb({ url: databaseUrl })
  const faults: string[] = []
  const checks = [
    () => checkPages(databaseUrl),
    () => checkFiles(db, varDir),
    () => checkChain(db),
    () => checkRuns(db),
  ]
  for (const check of checks) {
    const began = performance.now()
    const finding = await check()
    const mark = finding.faults.length === 0 ? 'holds' : `${finding.faults.length} FAULTS`
    console.log(`${mark}: ${finding.read} (${((performance.now() - began) / 1_000).toFixed(1)} s)`)
    faults.push(...finding.faults)
  }
  db.engine.close()
  if (faults.length > 0) giveUp(...faults)
})
