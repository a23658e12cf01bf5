/** What a file may import follows from its suffix and from its domain's place in the line. */
import { type Import, type Source, sourcesIn } from './source-files.ts'

/** Each may call those before it. */
export const line = [
  'kernel',
  'audit',
  'identity',
  'organisation',
  'notices',
  'learning',
  'mentoring',
  'performance',
  'talent',
  'incentives',
  'feedback',
  'shell',
]

const kinds = [
  'composition',
  'screen',
  'address',
  'form',
  'records',
  'job',
  'pdf',
  'ui',
  'i18n',
  'part',
  'rule',
] as const
export type Kind = (typeof kinds)[number]

/** Files that stand above the domains and put them together. */
const composition = /^app\/(server|worker|entry\.(client|server)|environment\.server)\.tsx?$/
const wired = /^app\/(routes|paths)\.ts$/
const framing = /^app\/(root|shell\/frame)\.tsx$/

export const kindOf = (path: string): Kind => {
  if (composition.test(path)) return 'composition'
  if (framing.test(path) || /\/screens\/[^/]+\.tsx$/.test(path)) return 'screen'
  if (/\/screens\/[^/]+\.ts$/.test(path)) return 'address'
  if (path.endsWith('.form.ts')) return 'form'
  if (path.endsWith('.job.ts')) return 'job'
  if (path.endsWith('.pdf.ts')) return 'pdf'
  if (path.endsWith('.server.ts')) return 'records'
  if (path.startsWith('app/ui/')) return 'ui'
  if (path.startsWith('app/i18n/')) return 'i18n'
  return path.endsWith('.tsx') ? 'part' : 'rule'
}

export const domainOf = (path: string): string => path.split('/')[1] ?? ''
const policyFiles = ['app/identity/policy.ts', 'app/identity/scope.server.ts']

/** Packages that compute and touch nothing. */
const purePackages = ['decimal.js', 'munkres', 'pinyin-pro', 'papaparse', 'markdown-it']
const browserPackages =
  /^(react|react-dom|recharts|use-intl|react-hook-form|@hookform\/|@base-ui\/|@tanstack\/|@remix-run\/react)/
const isNodePart = (from: string) => from.startsWith('node:')
const isPackage = (one: Import, ...names: string[]) =>
  names.some((name) => one.from === name || one.from.startsWith(`${name}/`))

/** Kinds of our own files that each kind may import, wherever they lie. Direction is looked at beside. */
const may: Record<Exclude<Kind, 'composition'>, readonly Kind[]> = {
  rule: ['rule'],
  form: ['rule', 'form'],
  records: ['rule', 'form', 'records', 'i18n'],
  job: ['rule', 'form', 'records', 'i18n', 'pdf'],
  pdf: ['rule', 'i18n', 'pdf'],
  ui: ['rule', 'ui', 'i18n', 'form'],
  i18n: ['rule', 'i18n', 'records'],
  part: ['rule', 'form', 'part', 'ui', 'i18n'],
  screen: ['rule', 'form', 'part', 'ui', 'i18n', 'records'],
  address: ['rule', 'form', 'i18n', 'records', 'pdf'],
}
const mayLookRight: readonly Kind[] = ['screen', 'address', 'job']

export const importViolations = (root: string): string[] =>
  sourcesIn(root, 'app').flatMap((source) =>
    kindOf(source.path) === 'composition' || wired.test(source.path)
      ? []
      : source.imports.flatMap((one) => {
          const fault = one.file ? ownFault(source, one, one.file) : one.isType ? null : packageFault(source.path, one)
          return fault ? [`${source.path}: ${fault} (${one.from})`] : []
        }),
  )

const ownFault = (source: Source, one: Import, file: string): string | null => {
  const kind = kindOf(source.path)
  const isAsset = /\.(css|json|svg|sql|md)$/.test(file)
  if (isAsset || kind === 'composition') return null
  const otherScreen = ['screen', 'address'].includes(kindOf(file)) && file.startsWith('app/') && file !== source.path
  // The frame's data and the error page are read by type where they are shown.
  if (otherScreen && !(one.isType && kind === 'part')) return 'imports a screen'
  if (one.isType) return null
  if (file.startsWith('db/')) return databaseFault(source.path, kind, file)
  if (!file.startsWith('app/')) return 'reaches outside app and db'
  if (wired.test(file))
    return kind === 'rule' && domainOf(source.path) === 'kernel' ? 'the kernel knows an address' : null
  const target = kindOf(file)
  if (policyFiles.includes(file) && ['records', 'job', 'screen', 'address'].includes(kind)) return null
  if (!may[kind].includes(target)) return `a ${kind} file may not import a ${target} file`
  return directionFault(source.path, kind, file)
}

const databaseFault = (path: string, kind: Kind, file: string): string | null => {
  if (kind !== 'records' && kind !== 'job') return `a ${kind} file knows the database`
  const table = /^db\/schema\/([\w-]+)\.ts$/.exec(file)?.[1]
  if (!table) return null
  if (kind === 'job') return 'a job knows tables'
  return table === domainOf(path) || table === 'columns' ? null : "another domain's tables"
}

const directionFault = (path: string, kind: Kind, file: string): string | null => {
  if (mayLookRight.includes(kind)) return null
  const [own, other] = [line.indexOf(domainOf(path)), line.indexOf(domainOf(file))]
  if (domainOf(path) === 'ui' || domainOf(path) === 'i18n')
    return other > line.indexOf('kernel') ? `${domainOf(path)} knows the domain ${domainOf(file)}` : null
  return other > own ? `${domainOf(path)} looks right, at ${domainOf(file)}` : null
}

const packageFault = (path: string, one: Import): string | null => {
  switch (kindOf(path)) {
    case 'rule':
      return isPackage(one, ...purePackages) ? null : 'a rule imports what is not pure'
    case 'form':
      return isPackage(one, 'zod/mini', 'zod/v4/locales', ...purePackages) ? null : 'a form imports more than zod/mini'
    case 'records':
    case 'job':
      if (browserPackages.test(one.from) && one.from !== 'use-intl/core') return 'records know the browser'
      // The guard and the reading of forms are where answers are made.
      return isPackage(one, '@remix-run/node') && !['kernel', 'shell'].includes(domainOf(path))
        ? 'records know about answers to requests'
        : null
    case 'pdf':
      // It says what stands on the paper; the one printer of the kernel has its fonts and its program.
      return isPackage(one, ...purePackages) ? null : 'a printed form knows more than it prints'
    case 'ui':
    case 'i18n':
    case 'part':
      return browserPackages.test(one.from) || isPackage(one, ...purePackages, 'zod/mini') || isLoadedLate(path, one)
        ? null
        : 'what runs in the browser imports what does not'
    case 'screen':
    case 'address':
      return isPackage(one, 'drizzle-orm', 'better-sqlite3', '@libsql/client') ? 'a screen knows the database' : null
    default:
      return null
  }
}

const isLoadedLate = (path: string, one: Import) =>
  (path.endsWith('.server.ts') && isNodePart(one.from)) || isPackage(one, '@remix-run/react', 'icu-minify')

/** Tables know word lists and the pure kernel, and point left. */
export const schemaViolations = (root: string): string[] =>
  sourcesIn(root, 'db/schema').flatMap((source) => {
    const own = line.indexOf(source.path.replace(/^.*\/|\.ts$/g, ''))
    return source.imports.flatMap((one) => {
      if (!one.file) return one.from.startsWith('drizzle-orm') ? [] : [`${source.path}: tables import ${one.from}`]
      const schema = /^db\/schema\/([\w-]+)\.ts$/.exec(one.file)?.[1]
      if (schema) return line.indexOf(schema) > own ? [`${source.path}: points right, at ${schema}`] : []
      return one.isType || kindOf(one.file) === 'rule' ? [] : [`${source.path}: tables import ${one.file}`]
    })
  })
