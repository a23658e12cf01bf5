/**
 * npm run import -- roster FILE [--column field=Heading] [--constant field=value] [--pattern field=E-{row}] [--on DAY]
 *   brings people in; units and posts that the bank lacks are made.
 * npm run import -- performance FILE [--on DAY]
 *   brings in people with sales and new customers, scores them, and calculates how a pool of ¥5,000,000.00 is shared.
 * An empty database becomes a bank with a head office and nobody in it first.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { keepSecret } from '#app/environment.server.ts'
import { dayOf, isDay } from '#app/kernel/day.ts'
import type { JobSurroundings } from '#app/kernel/jobs.server.ts'
import { type RosterField, type RosterMapping, rosterFields } from '#app/organisation/roster/roster-mapping.ts'
import { openDb } from '#db/client.server.ts'
import { importPerformance } from './import/performance.ts'
import { groundFor, importRoster } from './import/roster.ts'
import { bringUpToDate, carryOut, giveUp, Stopped } from './terminal.ts'

const usage = [
  'Usage: npm run import -- roster FILE [--column base=MonthlyIncome] [--constant base=1.00] [--pattern name=E-{row}] [--on 2026-09-30]',
  '       npm run import -- performance FILE [--on 2026-09-30]',
]
const list = { type: 'string', multiple: true, default: [] as string[] } as const

const ask = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { column: list, constant: list, pattern: list, on: { type: 'string' } },
    })
    const [what, file] = positionals
    if ((what !== 'roster' && what !== 'performance') || !file) return giveUp(...usage)
    const on = values.on ?? dayOf(Date.now(), 'Asia/Shanghai')
    if (!isDay(on)) return giveUp(`--on is a day such as 2026-09-30; it is "${values.on}".`)
    return { what, file, on, columns: columnsOf(values) }
  } catch (error) {
    return giveUp((error as Error).message, ...usage)
  }
}

const columnsOf = (given: Record<'column' | 'constant' | 'pattern', string[]>): RosterMapping => {
  const mapping: { [field in RosterField]?: RosterMapping[RosterField] } = {}
  for (const kind of ['column', 'constant', 'pattern'] as const)
    for (const text of given[kind]) {
      const [name, ...rest] = text.split('=')
      const field = rosterFields.find((each) => each === name)
      const value = rest.join('=')
      if (!field || value === '')
        return giveUp(
          `--${kind} ${text}: name a field and what fills it, such as number=EmployeeNumber.`,
          `Fields: ${rosterFields.join(', ')}.`,
        )
      if (kind === 'column') mapping[field] = { from: 'column', heading: value }
      else if (kind === 'constant') mapping[field] = { from: 'constant', value }
      else mapping[field] = { from: 'pattern', pattern: value }
    }
  return mapping
}

const order = ask()

const fileAt = (path: string) => {
  try {
    return { name: basename(path), bytes: new Uint8Array(readFileSync(path)) }
  } catch (error) {
    throw new Stopped(`${path} cannot be read: ${(error as Error).message}.`)
  }
}

await carryOut(async (around) => {
  await bringUpToDate(around)
  const surroundings: JobSurroundings = {
    varDir: around.varDir,
    origin: around.origin ?? '',
    smtpUrl: around.smtpUrl,
    secret: keepSecret(around),
  }
  const db = openDb({ url: around.databaseUrl })
  try {
    const { on, what, columns } = order
    const now = Date.now()
    const brought = { db, file: fileAt(order.file), surroundings, unitId: await groundFor(db, on, now), on, now }
    const lines = what === 'roster' ? await importRoster(brought, columns) : await importPerformance(brought)
    for (const line of lines) console.log(line)
  } finally {
    db.engine.close()
  }
})
