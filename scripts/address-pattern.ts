/** Whether an address is one that a route of routes.ts answers. */
export type Route = { path?: string; index?: true; file: string }

/** ':id' stands for one part and '*' for the rest. */
export const addressPattern = (route: Route): RegExp => {
  const parts = (route.index ? '' : (route.path ?? '')).split('/')
  const written = parts.map((part) =>
    part === '*' ? '.+' : part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.'),
  )
  return new RegExp(`^/?${written.join('/')}$`)
}

/** A fixed part goes before a blank one, as in the router: /courses/new is not a course called new. */
const exactness = ({ path = '' }: Route): number =>
  path.split('/').reduce((sum, part) => sum * 3 + (part === '*' ? 0 : part.startsWith(':') ? 1 : 2), 1)

/** Finds the route of a path such as '/courses/c_1?tab=2'; null when only the catch-all is left. */
export const routeFinder = <R extends Route>(routes: readonly R[]): ((to: string) => R | null) => {
  const sorted = routes
    .filter((route) => route.path !== '*')
    .map((route) => ({ route, pattern: addressPattern(route) }))
    .sort((a, b) => exactness(b.route) - exactness(a.route))
  return (to) => {
    const pathname = to.replace(/[?#].*$/, '').replace(/^\//, '')
    return sorted.find(({ pattern }) => pattern.test(pathname))?.route ?? null
  }
}
