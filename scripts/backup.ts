/** npm run backup [-- FOLDER]: a copy of the bank while it runs. */
import { join, resolve } from 'node:path'
import { makeBackup } from '#db/backup-set.server.ts'
import { carryOut, giveUp, stamp } from './terminal.ts'

await carryOut(async ({ databaseUrl, varDir }) => {
  const folder = resolve(process.argv[2] ?? join(varDir, 'backups', stamp()))
  const outcome = await makeBackup({ url: databaseUrl, varDir }, folder, new Date().toISOString())
  if (!outcome.ok) return giveUp(outcome.error.detail ?? outcome.error.code)
  const size = outcome.value.contents.reduce((sum, each) => sum + each.size, 0)
  console.log(`Backed up ${outcome.value.contents.length} files (${(size / 1_048_576).toFixed(1)} MiB) to ${folder}`)
})
