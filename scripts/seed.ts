/**
 * npm run seed [-- --people N --as-of DAY --seed S]: fills an empty bank with the demo bank, or one of N people for
 * measuring. The same seed and day make the same bank, byte for byte.
 */
import { parseArgs } from 'node:util'
import { keepSecret } from '#app/environment.server.ts'
import { isDay } from '#app/kernel/day.ts'
import { loadDemo, today, usualPeople, usualSeed } from './demo/load.ts'
import { signInLines, storyLines } from './demo/sign-ins.ts'
import { bringUpToDate, carryOut, giveUp } from './terminal.ts'

const options = {
  people: { type: 'string', default: String(usualPeople) },
  'as-of': { type: 'string', default: today() },
  seed: { type: 'string', default: String(usualSeed) },
} as const

const read = () => {
  try {
    const { values } = parseArgs({ options })
    const people = Number(values.people)
    const seed = Number(values.seed)
    if (!Number.isInteger(people) || people < usualPeople || people > 1_000_000)
      return giveUp(`--people is a whole number from ${usualPeople} to 1000000; it is "${values.people}".`)
    if (!isDay(values['as-of'])) return giveUp(`--as-of is a day such as 2026-09-30; it is "${values['as-of']}".`)
    if (!Number.isInteger(seed)) return giveUp(`--seed is a whole number; it is "${values.seed}".`)
    return { people, seed, asOf: values['as-of'] }
  } catch (error) {
    return giveUp(`${(error as Error).message}`, 'Usage: npm run seed -- --people 100000 --as-of 2026-09-30 --seed 7')
  }
}

const order = read()
await carryOut(async (around) => {
  const { databaseUrl, varDir, origin, smtpUrl } = around
  await bringUpToDate(around)
  const began = performance.now()
  const loaded = await loadDemo({
    ...order,
    url: databaseUrl,
    surroundings: { varDir, origin: origin ?? 'http://127.0.0.1:3000', smtpUrl, secret: keepSecret(around) },
    say: console.log,
  })
  if (!loaded.ok)
    return giveUp(
      loaded.error.code === 'not-empty'
        ? 'The bank is not empty: seed an empty one (another VAR_DIR or DATABASE_URL). Nothing was changed.'
        : (loaded.error.detail ?? loaded.error.code),
    )
  console.log(
    `Yunhe Bank as of ${loaded.value.asOf}: ${loaded.value.people} people (${((performance.now() - began) / 1_000).toFixed(1)} s)`,
  )
  for (const line of [...signInLines(), 'Others with a story:', ...storyLines()]) console.log(line)
})
