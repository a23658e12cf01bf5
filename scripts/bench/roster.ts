/** A roster of 20,000 people, read, previewed and written into an empty bank, by the same commands as the screen's. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { openDb } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { groundFor, importRoster } from '../import/roster.ts'
import { inTimes, type Measured, median, noiseOf } from './target.ts'

const rows = 20_000
const times = 5
const on = '2026-09-30'
const now = Date.parse('2026-09-30T02:00:00Z')

const linesOf = (): string[] =>
  Array.from({ length: rows }, (_, at) => `N${at},王小明,支行${at % 200},柜员,${8_000 + (at % 50)}`)

/** The same cells split at their commas and put into one table of an empty file, in one transaction: seconds. */
const bare = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'echelon-bench-'))
  const db = new Database(join(folder, 'bare.db'))
  try {
    db.exec('CREATE TABLE roster (number TEXT PRIMARY KEY, name TEXT, unit TEXT, post TEXT, base TEXT)')
    const insert = db.prepare('INSERT INTO roster VALUES (?, ?, ?, ?, ?)')
    const began = performance.now()
    db.transaction(() => {
      for (const line of linesOf()) insert.run(...line.split(','))
    })()
    return (performance.now() - began) / 1_000
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const once = async (): Promise<number> => {
  const varDir = mkdtempSync(join(tmpdir(), 'echelon-bench-'))
  const url = `file:${join(varDir, 'echelon.db')}`
  try {
    await migrate({ url, varDir, migrationsFolder: join(projectRoot(), 'db/migrations'), stamp: 'bench' })
    const db = openDb({ url })
    const bytes = new TextEncoder().encode(['number,name,unit,post,base', ...linesOf()].join('\n'))
    const surroundings = { varDir, origin: '', smtpUrl: null, secret: '' }
    const unitId = await groundFor(db, on, now)
    const began = performance.now()
    await importRoster({ db, file: { name: 'roster.csv', bytes }, surroundings, unitId, on, now }, {})
    const took = performance.now() - began
    db.engine.close()
    return took / 1_000
  } finally {
    rmSync(varDir, { recursive: true, force: true })
  }
}

export const benchRoster = async (): Promise<Measured[]> => {
  const seconds = await inTimes(times, once)
  const alone = median(Array.from({ length: times }, bare))
  return [
    {
      name: `roster of ${rows}, previewed and written`,
      value: median(seconds),
      unit: 's',
      most: 30,
      noise: noiseOf(seconds),
      note: `${(median(seconds) / alone).toFixed(0)}× the ${alone.toFixed(2)} s of bare inserts`,
    },
  ]
}
