/** Where a thread's script is: made by the build, or bundled on the spot where the sources themselves run. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.server.ts'

const entries = { worker: 'app/worker.ts', 'table-thread': 'app/kernel/table-thread.server.ts' } as const
type ThreadName = keyof typeof entries

const isBuilt = !import.meta.url.endsWith('.ts')
const made = new Map<ThreadName, Promise<string>>()

export const threadScript = (name: ThreadName): Promise<string> => {
  const known = made.get(name) ?? (isBuilt ? Promise.resolve(builtScript(name)) : bundled(name))
  made.set(name, known)
  return known
}

const builtScript = (name: ThreadName) => join(projectRoot(), `build/worker/${name}.js`)

/** Node 20 runs no TypeScript, and a thread has no Vite. */
const bundled = async (name: ThreadName): Promise<string> => {
  const { build } = await import('esbuild')
  const root = projectRoot()
  const folder = join(root, 'node_modules/.cache/echelon')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${name}-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, entries[name])],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'inline',
    logLevel: 'silent',
  })
  return outfile
}
