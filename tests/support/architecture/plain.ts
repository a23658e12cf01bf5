/** What can be seen line by line. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { domainOf, kindOf, line } from './imports.ts'
import { sourcesIn } from './source-files.ts'

const drawers = /^(utils?|helpers?|common|lib|services?|managers?|types|constants|shared|misc)(\.|$)/

/** A folder or file that says nothing of what is in it; a barrel; a folder of app that is no domain. */
export const nameViolations = (root: string): string[] => [
  ...sourcesIn(root, 'app', 'db', 'scripts', 'tests').flatMap(({ path }) =>
    path.split('/').some((part) => drawers.test(part)) || /^app\/.*\/index\.tsx?$/.test(path)
      ? [`${path}: a drawer or a barrel`]
      : [],
  ),
  ...(existsSync(join(root, 'app'))
    ? readdirSync(join(root, 'app'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && ![...line, 'ui', 'i18n'].includes(entry.name))
        .map((entry) => `app/${entry.name}: no domain of the line`)
    : []),
]

/** Longest sitting: a longer file has two subjects. Lists of tables, addresses and acts are looked up, not read. */
const longest = 250
const lists = /^db\/schema\/|^app\/(paths|routes|identity\/policy)\.ts$/
export const lengthViolations = (root: string): string[] =>
  sourcesIn(root, 'app', 'db', 'scripts').flatMap(({ path, text }) => {
    const lines = text.split('\n').length
    return lines > longest && !lists.test(path) ? [`${path}: ${lines} lines`] : []
  })

const clock = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/
const chance = /\bcrypto\.(randomUUID|getRandomValues)\b/
/** Time and chance come in from outside; records may make salts and tokens, and a form in the browser its key. */
export const clockViolations = (root: string): string[] =>
  sourcesIn(root, 'app').flatMap(({ path, text }) => {
    const kind = kindOf(path)
    if (kind === 'composition') return []
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    if (clock.test(code)) return [`${path}: reads the clock or chance`]
    return chance.test(code) && kind !== 'records' && kind !== 'ui' ? [`${path}: draws chance`] : []
  })

/** A style attribute would be refused by the content policy in the reader's browser. */
export const styleViolations = (root: string): string[] =>
  sourcesIn(root, 'app').flatMap(({ path, text }) =>
    path.endsWith('.tsx') && /<[a-zA-Z][^<>]*\sstyle=\{/.test(text) ? [`${path}: a style attribute`] : [],
  )

const leftOver =
  /\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(only|skip|todo|fails)\b|@ts-(ignore|expect-error|nocheck)|biome-ignore-all/
export const leftOverViolations = (root: string): string[] =>
  sourcesIn(root, 'app', 'db', 'scripts', 'tests').flatMap(({ path, text }) =>
    path.startsWith('tests/support/architecture')
      ? []
      : text
          .split('\n')
          .flatMap((each, index) => (leftOver.test(each) ? [`${path}:${index + 1}: ${each.trim().slice(0, 80)}`] : [])),
  )

/** A cast by way of unknown hides what a type would have said. */
export const castViolations = (root: string): string[] =>
  sourcesIn(root, 'app', 'db', 'scripts').flatMap(({ path, text }) =>
    /\bas unknown as\b|\bas any\b/.test(text) ? [`${path}: casts by way of unknown`] : [],
  )

/** Records answer with values; a Response is the screens', and the kernel's for streams. */
export const responseViolations = (root: string): string[] =>
  sourcesIn(root, 'app').flatMap(({ path, text }) =>
    ['records', 'job', 'rule', 'form'].includes(kindOf(path)) &&
    !['kernel', 'shell'].includes(domainOf(path)) &&
    /\bnew Response\(|\bResponse\.(json|redirect)\b/.test(text)
      ? [`${path}: makes a Response`]
      : [],
  )
