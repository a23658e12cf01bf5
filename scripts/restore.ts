/** npm run restore -- FOLDER [--force]: puts a backup where no bank is. */
import { resolve } from 'node:path'
import { restoreBackup } from '#db/backup-set.server.ts'
import { carryOut, giveUp, stamp } from './terminal.ts'

const force = process.argv.includes('--force')
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
await carryOut(async ({ databaseUrl, varDir }) => {
  if (!folder) return giveUp('Name the folder of the backup: npm run restore -- var/backups/2026-09-30T02-00-00')
  const outcome = await restoreBackup(resolve(folder), { url: databaseUrl, varDir }, { force, stamp: stamp() })
  if (!outcome.ok) return giveUp(outcome.error.detail ?? outcome.error.code)
  if (outcome.value.replaced) console.log(`What was there is now in ${outcome.value.replaced}`)
  console.log(`Restored the backup of ${outcome.value.manifest.made}; npm run verify checks it through and through.`)
})
