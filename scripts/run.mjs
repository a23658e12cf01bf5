// Runs a script by name: node scripts/run.mjs verify --help. Bundles the scripts first when they changed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, install, root } from './install.mjs'

checkNode()
// Standard output belongs to the script; npm run -s asks for silence beside it.
const say = process.env.npm_config_loglevel === 'silent' ? () => {} : (line) => console.error(line)
await install(say)
const { build, nodeParts } = await import('./build.mjs')
const [name, ...rest] = process.argv.slice(2)
try {
  await build({ only: nodeParts, say })
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
const file = join(root, `build/scripts/${name}.js`)
if (!name || !existsSync(file)) {
  console.error(`There is no script "${name ?? ''}".`)
  process.exit(1)
}
process.argv = [process.argv[0], file, ...rest]
process.setSourceMapsEnabled(true)
await import(pathToFileURL(file).href)
