import { findPlanVersion } from '#app/incentives/plans/plan-versions.server.ts'
import { downloadHeaders } from '#app/kernel/list-export.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** The plan as a file: what the calculator evaluates and another bank imports. */
export const loader = signedIn(async ({ db, actor, params }) => {
  const version = params.versionId ? await findPlanVersion(db, actor, params.versionId) : null
  if (!version) return notFound()
  const name = `${version.code}-v${version.version}.json`
  return new Response(`${JSON.stringify(version.definition, null, 2)}\n`, {
    headers: downloadHeaders(name, 'application/json'),
  })
})
