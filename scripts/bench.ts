/**
 * npm run bench [-- --only engine,flatness,start,first-load,roster,sitting,pages,run --people N --requests N --check]: measures against
 * a baseline of the same run, prints a line each, and keeps the figures under var/bench. `--check` ends with 1 and names what misses its target.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { benchEngine } from './bench/engine.ts'
import { benchFirstLoad } from './bench/first-load.ts'
import { benchFlatness } from './bench/flatness.ts'
import { benchPages, everyday, sizeable } from './bench/page.ts'
import { benchRoster } from './bench/roster.ts'
import { benchRun } from './bench/run.ts'
import { type Served, serveSeeded } from './bench/seeded.ts'
import { benchStart } from './bench/served.ts'
import { benchSitting } from './bench/sitting.ts'
import type { Measured } from './bench/target.ts'
import { usualPeople } from './demo/load.ts'
import { giveUp, stamp } from './terminal.ts'

const kinds = ['engine', 'flatness', 'start', 'first-load', 'roster', 'sitting', 'pages', 'run'] as const
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: kinds.join(',') },
    people: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '2000' },
    check: { type: 'boolean', default: false },
  },
})
const people = Number(values.people)
if (!Number.isInteger(people) || people < 1_000)
  giveUp(`--people is a whole number from 1000; it is "${values.people}".`)
const requests = Number(values.requests)
if (!Number.isInteger(requests) || requests < 10)
  giveUp(`--requests is a whole number from 10; it is "${values.requests}".`)
const asked = values.only.split(',')
const unknown = asked.filter((kind) => !kinds.some((known) => known === kind))
if (unknown.length > 0) giveUp(`--only knows ${kinds.join(', ')}; not "${unknown.join(', ')}".`)

const engine = (): Measured[] => {
  const { engineMs, ratio, explainMs, noise } = benchEngine(people)
  return [
    { name: `engine, ${people} people, times a bare loop`, value: ratio, unit: '×', most: 40, noise },
    { name: `engine, ${people} people`, value: engineMs / 1_000, unit: 's', most: 5, noise },
    { name: 'steps of one person', value: explainMs, unit: 'ms', most: 50, noise: null },
  ]
}

const onBank = async (size: number, measure: (served: Served) => Promise<Measured[]>): Promise<Measured[]> => {
  const served = await serveSeeded(size)
  try {
    return await measure(served)
  } finally {
    await served.stop()
  }
}

const measured: Measured[] = []
if (asked.includes('engine')) measured.push(...engine())
if (asked.includes('flatness')) measured.push(...benchFlatness())
if (asked.includes('start')) measured.push(...(await benchStart()))
if (asked.includes('first-load')) measured.push(...(await onBank(usualPeople, benchFirstLoad)))
if (asked.includes('roster')) measured.push(...(await benchRoster()))
if (asked.includes('sitting')) measured.push(...(await benchSitting()))
if (asked.includes('pages') || asked.includes('run')) {
  if (asked.includes('pages'))
    measured.push(...(await onBank(usualPeople, (served) => benchPages(served, everyday, requests))))
  measured.push(
    ...(await onBank(people, async (served) => [
      ...(asked.includes('pages') ? await benchPages(served, sizeable, requests) : []),
      ...(asked.includes('run') ? await benchRun(served) : []),
    ])),
  )
}
for (const { name, value, unit, most, noise, note } of measured)
  console.log(
    `${value <= most ? 'ok  ' : 'MISS'} ${name}: ${value.toFixed(2)} ${unit} (at most ${most}${noise === null ? '' : `, noise ${Math.round(noise * 100)} %`})${note ? `: ${note}` : ''}`,
  )
const folder = join(projectRoot(), 'var/bench')
mkdirSync(folder, { recursive: true })
writeFileSync(
  join(folder, `${stamp()}.json`),
  `${JSON.stringify({ node: process.version, people, measured }, null, 2)}\n`,
)
const missed = measured.filter(({ value, most }) => value > most)
if (values.check && missed.length > 0) giveUp(`Missed: ${missed.map(({ name }) => name).join('; ')}`)
