/** Publishes the JSON Schemas of the portable documents: node scripts/run.mjs schemas. A test holds them to the forms. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { portableNames, schemaText } from '#app/incentives/plans/portable-schemas.form.ts'
import { projectRoot } from '#app/kernel/project-root.server.ts'

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const name of portableNames)
    writeFileSync(join(projectRoot(), `content/schemas/${name}.schema.json`), schemaText(name))
