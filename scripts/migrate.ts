/** npm run migrate: brings the database to this version's schema without serving it. */
import { join } from 'node:path'
import { readEnvironment } from '#app/environment.server.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { migrate } from '#db/migrate.server.ts'

const read = readEnvironment(process.env)
if (!read.ok) {
  for (const line of read.error.detail ?? []) console.error(line)
  process.exit(1)
}
const outcome = await migrate({
  url: read.value.databaseUrl,
  varDir: read.value.varDir,
  migrationsFolder: join(projectRoot(), 'db/migrations'),
  stamp: new Date().toISOString().slice(0, 19).replaceAll(':', '-'),
  say: console.log,
})
if (outcome.ok)
  console.log(outcome.value.applied > 0 ? `Applied ${outcome.value.applied} migrations.` : 'The schema is up to date.')
else {
  console.error(outcome.error.detail)
  process.exitCode = 1
}
