/**
 * An address without a page is only asked, or only posted to. For the other method the framework has words of its own,
 * those of a bug: here it answers as for a wrong turn.
 */
import { data, type ServerBuild } from '@remix-run/node'
import { thrownWhereNoPageIs } from './pageless.server.ts'

const refusing =
  (allowed: string) =>
  async ({ request }: { request: Request }): Promise<never> => {
    throw thrownWhereNoPageIs(request, data(null, { status: 405, headers: { Allow: allowed } }))
  }
const notAsked = refusing('POST')
const notPosted = refusing('GET, HEAD')

/** The build in which each address without a page answers both. */
export const answeringEveryMethod = (build: ServerBuild): ServerBuild => ({
  ...build,
  routes: Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route || route.module.default) return [id, route]
      const { loader = notAsked, action = notPosted } = route.module
      return [id, { ...route, module: { ...route.module, loader, action } }]
    }),
  ),
})
