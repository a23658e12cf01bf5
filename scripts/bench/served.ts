/** The built product as a process: how soon it answers, what it holds at rest, and what the first page makes one load. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { openServer, residentMib } from './opened.ts'
import { type Measured, median, noiseOf } from './target.ts'

const times = 5

/** Milliseconds to the first answer, and resident MiB two seconds later. */
const startOnce = async (varDir: string): Promise<{ ms: number; restMib: number }> => {
  const began = performance.now()
  const { address, pid, stop } = await openServer(varDir, { DEMO: '0' })
  try {
    await fetch(`${address}/health`)
    const ms = performance.now() - began
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    return { ms, restMib: residentMib(pid) }
  } finally {
    await stop()
  }
}

/** The first start builds and migrates and is not counted. Needs Linux, for /proc. */
export const benchStart = async (): Promise<Measured[]> => {
  const varDir = mkdtempSync(join(tmpdir(), 'echelon-bench-'))
  try {
    await startOnce(varDir)
    const starts: Awaited<ReturnType<typeof startOnce>>[] = []
    for (let round = 0; round < times; round += 1) starts.push(await startOnce(varDir))
    const seconds = starts.map(({ ms }) => ms / 1_000)
    const rest = starts.map(({ restMib }) => restMib)
    return [
      {
        name: 'start from built to the first answer',
        value: median(seconds),
        unit: 's',
        most: 2,
        noise: noiseOf(seconds),
      },
      { name: 'resident at rest', value: median(rest), unit: 'MiB', most: 200, noise: noiseOf(rest) },
    ]
  } finally {
    rmSync(varDir, { recursive: true, force: true })
  }
}

type Manifest = {
  entry: { module: string; imports: string[] }
  routes: Record<string, { module: string; imports?: string[] }>
}

/** Compressed JavaScript that home makes a browser load: the entry, the root, the frame and the page with their imports. */
export const benchFirstLoad = (): Measured[] => {
  const client = join(projectRoot(), 'build/client')
  const file = readdirSync(join(client, 'assets')).find((name) => /^manifest-.*\.js$/.test(name))
  if (!file) throw new Error('The pages are not built: npm run build')
  const text = readFileSync(join(client, 'assets', file), 'utf8')
  const manifest = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest
  const wanted = Object.entries(manifest.routes).filter(([id]) =>
    ['root', 'shell/frame', 'shell/screens/home'].includes(id),
  )
  const scripts = new Set([
    manifest.entry.module,
    ...manifest.entry.imports,
    ...wanted.flatMap(([, route]) => [route.module, ...(route.imports ?? [])]),
  ])
  const bytes = [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(client, path))).length, 0)
  return [
    { name: 'JavaScript of the first page, compressed', value: bytes / 1_000, unit: 'kB', most: 180, noise: null },
  ]
}
