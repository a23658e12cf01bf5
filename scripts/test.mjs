// npm test: everything on a bare clone. `--fast` for the inner loop, `--long` for the many repetitions of the faults.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { chromiumAbsent, needChromium } from './chromium.mjs'
import { checkNode, install, root } from './install.mjs'
import { needSqld, sqldAbsent } from './sqld.mjs'

checkNode()
const mode = process.argv.includes('--fast') ? 'fast' : process.argv.includes('--long') ? 'long' : 'all'
const say = (line) => console.log(line)
const began = performance.now()
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`
const total = { passed: 0, failed: 0 }
const results = join(root, 'node_modules/.cache/echelon/results')
mkdirSync(results, { recursive: true })

await install()
if (mode !== 'fast' && !needSqld(say)) console.log(sqldAbsent)

const inherit = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }
const run = (program, args, environment = {}) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [join(root, program), ...args], {
      ...inherit,
      env: { ...process.env, ...environment },
    })
    child.once('exit', (code) => done(code ?? 1))
  })

/** A check that passes or fails as one. */
const check = async (name, work) => {
  const since = performance.now()
  console.log(`— ${name}`)
  const passed = await work()
  total[passed ? 'passed' : 'failed'] += 1
  console.log(`  ${name}: ${passed ? 'passed' : 'FAILED'} in ${seconds(since)}`)
  return passed
}

/** A part of the vitest suite, two files of it at a time; its counts come from vitest's own report. */
const suite = async (name, args, environment = {}) => {
  const since = performance.now()
  console.log(`— ${name}`)
  const report = join(results, `${name.replaceAll(' ', '-')}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run('node_modules/vitest/vitest.mjs', ['run', ...args, ...reporters], environment)
  const { passed, failed } = count(report, code)
  total.passed += passed
  total.failed += failed
  console.log(`  ${passed} passed, ${failed} failed in ${seconds(since)}`)
}

const count = (report, code) => {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that could not even be loaded has no tests to count.
    const unloaded = testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0).length
    const failed = numFailedTests + unloaded
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const without = (...folders) => folders.flatMap((folder) => ['--exclude', `tests/${folder}/**`])
const heavy = ['journeys', 'faults', 'operations', 'attacks']

const types = () => check('types', async () => (await run('node_modules/typescript/bin/tsc', ['--noEmit'])) === 0)
const style = () =>
  check('lint and format', async () => {
    const biome = await run('node_modules/@biomejs/biome/bin/biome', ['check', '.', '--max-diagnostics=40'])
    const eslint = ['--config', 'scripts/lint/eslint.config.mjs', 'app', 'db', 'scripts', 'tests']
    return biome === 0 && (await run('node_modules/eslint/bin/eslint.js', eslint)) === 0
  })
const built = async () => {
  const { build } = await import('./build.mjs')
  return check('build', () =>
    build({ say: (line) => console.log(`  ${line}`) }).then(
      () => true,
      (error) => {
        console.error(error.message)
        return false
      },
    ),
  )
}

if (mode === 'fast') {
  await types()
  await suite('rules and records', without(...heavy), { ECHELON_FAST: '1' })
} else if (mode === 'long') {
  if (await built())
    await suite('faults many times', ['tests/faults', '--no-file-parallelism'], { ECHELON_REPEAT: '50' })
} else {
  const chromium = needChromium(say)
  if (!chromium) console.error(chromiumAbsent)
  const [, isBuilt] = await Promise.all([style(), types().then(built)])
  await suite('rules and records', without(...heavy))
  // A server and a browser wait for each other half of the time, so two files of these share the cores.
  const folders = heavy.map((folder) => `tests/${folder}`)
  if (isBuilt) await suite('servers and browsers', folders, chromium ? { CHROME_PATH: chromium } : {})
}

console.log(`Took ${seconds(began)} on ${cpus().length} cores.`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
