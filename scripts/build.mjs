// Builds what is not up to date: the pages and their server by Vite, the worker and the scripts by esbuild.
// Each part has a stamp: a digest of everything that went into it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { checkNode, install, root } from './install.mjs'
import { lock } from './lock.mjs'

const always = ['package.json', 'package-lock.json', 'tsconfig.json']

const parts = [
  {
    name: 'pages and server',
    stamp: 'build/.stamp-web',
    sources: ['app', 'db', 'vite.config.ts'],
    made: ['build/server/index.js', 'build/client/assets'],
    make: async () => {
      run('node_modules/@remix-run/dev/dist/cli.js', ['vite:build', '--logLevel', 'error'])
      await compress(join(root, 'build/client/assets'))
    },
  },
  {
    name: 'worker and scripts',
    stamp: 'build/.stamp-node',
    sources: ['app', 'db', 'scripts'],
    made: ['build/scripts'],
    make: () => bundle(),
  },
]

/** Builds the stale parts; `only` names one. Says what it does and how long that took. */
export const build = async ({ only, say = console.log } = {}) => {
  const chosen = parts.filter((part) => !only || part.name === only)
  if (chosen.every(isFresh)) return
  const release = await lock(join(root, 'node_modules/.cache/echelon/build.lock'))
  try {
    for (const part of chosen) {
      // Asked again: another build may have ended while this one waited.
      if (isFresh(part)) continue
      const started = performance.now()
      const stamp = stampOf(part)
      rmSync(join(root, part.stamp), { force: true })
      await part.make()
      mkdirSync(join(root, 'build'), { recursive: true })
      writeFileSync(join(root, part.stamp), stamp)
      say(`Built ${part.name} in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
    }
  } finally {
    release()
  }
}

export const nodeParts = 'worker and scripts'

const isFresh = (part) =>
  part.made.every((path) => existsSync(join(root, path))) &&
  existsSync(join(root, part.stamp)) &&
  readFileSync(join(root, part.stamp), 'utf8') === stampOf(part)

const stampOf = (part) => {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  for (const path of [...always, 'scripts/build.mjs', ...part.sources]) add(hash, path)
  return hash.digest('hex')
}

const add = (hash, path) => {
  const full = join(root, path)
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) if (!name.endsWith('.md')) add(hash, `${path}/${name}`)
  } else hash.update(path).update(readFileSync(full))
}

const run = (program, args) => {
  const done = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (done.status !== 0) throw new Error(`the build failed:\n${done.stdout}${done.stderr}`)
}

/** Beside each file that a browser keeps its two compressed forms, as small as they can be: they are sent as they lie. */
const compress = async (folder) => {
  const { brotliCompress, constants, gzip } = await import('node:zlib')
  const packers = {
    gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
    br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  }
  const packOne = async (name) => {
    const bytes = readFileSync(join(folder, name))
    for (const [ending, packed] of Object.entries(packers))
      writeFileSync(join(folder, `${name}.${ending}`), await packed(bytes))
  }
  await Promise.all(
    readdirSync(folder)
      .filter((name) => /\.(js|css|svg)$/.test(name))
      .map(packOne),
  )
}

/** Each script of package.json: scripts/name.ts or scripts/name/index.ts → build/scripts/name.js; app/worker.ts and the threads that others start → build/worker/name.js. */
const bundle = async () => {
  const esbuild = await import('esbuild')
  const { scripts: commands } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const named = Object.values(commands).flatMap((command) => /run\.mjs (\S+)/.exec(command)?.[1] ?? [])
  const entryOf = (name) =>
    [`scripts/${name}.ts`, `scripts/${name}/index.ts`].find((path) => existsSync(join(root, path)))
  const scripts = ['open-bank', ...named].flatMap((name) => (entryOf(name) ? [[name, entryOf(name)]] : []))
  const common = {
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'linked',
    logLevel: 'silent',
    chunkNames: 'parts/[name]-[hash]',
    loader: { '.css': 'empty' },
  }
  const entries = [['scripts', Object.fromEntries(scripts)]]
  if (existsSync(join(root, 'app/worker.ts')))
    entries.push(['worker', { worker: 'app/worker.ts', 'table-thread': 'app/kernel/table-thread.server.ts' }])
  for (const [folder, entryPoints] of entries) {
    rmSync(join(root, 'build', folder), { recursive: true, force: true })
    try {
      await esbuild.build({ ...common, entryPoints, outdir: `build/${folder}` })
    } catch (error) {
      const messages = await esbuild.formatMessages(error.errors ?? [], { kind: 'error', color: false })
      throw new Error(messages.length > 0 ? `the build failed:\n${messages.join('')}` : String(error))
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  checkNode()
  await install()
  await build({}).catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
