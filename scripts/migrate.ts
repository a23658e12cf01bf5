/** npm run migrate: brings the database to this version's schema without serving it. */
import { join } from 'node:path'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { environment, giveUp, stamp } from './terminal.ts'

const { databaseUrl, varDir } = environment()
const outcome = await migrate({
  url: databaseUrl,
  varDir,
  migrationsFolder: join(projectRoot(), 'db/migrations'),
  stamp: stamp(),
  say: console.log,
})
if (!outcome.ok) giveUp(outcome.error.detail ?? outcome.error.code)
else
  console.log(outcome.value.applied > 0 ? `Applied ${outcome.value.applied} migrations.` : 'The schema is up to date.')
