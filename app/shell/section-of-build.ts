/**
 * The part of the build that one section of the product needs. The router looks through all of its routes several times
 * for every page; with the dozen that begin like the address it finds the same one, and a page costs a sixth less.
 */
import type { ServerBuild } from '@remix-run/node'

type Placed = { path?: string; index?: boolean }

/** What an address begins with, as the router compares it: 'people' of '/People/emp_1' and of '/people.data'. */
export const sectionOf = (pathname: string): string => {
  const first = (pathname.split('/')[1] ?? '').replace(/\.data$/, '')
  try {
    return decodeURIComponent(first === '_root' ? '' : first).toLowerCase()
  } catch {
    // The router refuses such an address itself.
    return first
  }
}

/** Home belongs to every section, because every page knows the way there; so does what answers for no address. */
const isOf = (section: string, { path, index }: Placed): boolean =>
  index === true || !path || path === '*' || path.split('/')[0]?.toLowerCase() === section

const partOf = <Route extends Placed>(
  routes: Record<string, Route | undefined>,
  section: string,
): Record<string, Route | undefined> =>
  Object.fromEntries(Object.entries(routes).filter(([, route]) => route && isOf(section, route)))

/** The build with the routes of one section alone. */
export const sectionOfBuild = (build: ServerBuild, section: string): ServerBuild => ({
  ...build,
  routes: partOf(build.routes, section) as ServerBuild['routes'],
  assets: { ...build.assets, routes: partOf(build.assets.routes, section) as ServerBuild['assets']['routes'] },
})
