/** npm run migrate: brings the database to this version's schema without serving it. */
import { bringUpToDate, carryOut } from './terminal.ts'

await carryOut(async (around) => {
  const { applied } = await bringUpToDate(around)
  console.log(applied > 0 ? `Applied ${applied} migrations.` : 'The schema is up to date.')
})
