// npm run dev: the same bank behind Vite, which reloads what is edited. The worker is bundled once, at start.
import { checkNode, install, root } from './install.mjs'

checkNode()
process.env.NODE_ENV = 'development'
install()
const { build, nodeParts } = await import('./build.mjs')
await build({ only: nodeParts })
const { createServer } = await import('vite')
const vite = await createServer({ root, server: { middlewareMode: true }, appType: 'custom' })
const { openBank } = await vite.ssrLoadModule('/scripts/open-bank.ts')
await openBank({
  serve: async () => (await vite.ssrLoadModule('/app/server.ts')).serve,
  development: vite.middlewares,
  closing: () => vite.close(),
})
