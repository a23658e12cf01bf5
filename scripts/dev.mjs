// npm run dev: the same bank behind Vite, which reloads what is edited. The worker is bundled when it starts.
import { createServer as createSocket } from 'node:net'
import { checkNode, install, root } from './install.mjs'

const freePort = () =>
  new Promise((done) => {
    const probe = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })

checkNode()
process.env.NODE_ENV = 'development'
await install()
const { createServer } = await import('vite')
const vite = await createServer({
  root,
  appType: 'custom',
  // Reloads come over a socket of their own, on a free port, so that two checkouts can be worked on at once.
  server: { middlewareMode: true, hmr: { port: await freePort() } },
  optimizeDeps: {
    // Found before the first page asks, so that no reload comes in the middle of it.
    include: ['use-intl > @formatjs/fast-memoize'],
    entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/**/*.tsx'],
    // Native packages of the server are no business of the browser's.
    exclude: ['@node-rs/argon2', 'better-sqlite3', '@libsql/client', 'lucia', 'esbuild'],
  },
})
const { openBank } = await vite.ssrLoadModule('/scripts/open-bank.ts')
await openBank({
  serve: async () => (await vite.ssrLoadModule('/app/server.ts')).serve,
  development: vite.middlewares,
  closing: () => vite.close(),
})
