// npm start: everything from a bare clone to a served bank. Plain JavaScript, because Node 20 runs no TypeScript.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, install, root } from './install.mjs'

checkNode()
process.env.NODE_ENV ??= 'production'
await install()
const { build } = await import('./build.mjs')
try {
  await build({})
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
process.setSourceMapsEnabled(true)
const load = (path) => import(pathToFileURL(join(root, path)).href)
const { openBank } = await load('build/scripts/open-bank.js')
await openBank({ serve: async () => (await load('build/server/index.js')).serve })
