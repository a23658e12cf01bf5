/** A template version as a file: the JSON that the calculator takes and the screen imports. */
import { downloadHeaders } from '#app/kernel/list-export.server.ts'
import { findVersion } from '#app/performance/templates/templates.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

export const loader = signedIn(async ({ db, actor, params }) => {
  const version = await findVersion(db, actor, params.code ?? '', Number(params.version))
  if (!version) return notFound()
  return new Response(`${JSON.stringify(version.definition, null, 2)}\n`, {
    headers: downloadHeaders(`template-${version.code}-${version.version}.json`, 'application/json; charset=utf-8'),
  })
})
