/** Whether the addresses that we print lead anywhere. */
import { routesOf } from './guards.ts'

type Entry = { label: string; to: string }
type Section = { label: string; entries: readonly Entry[] }

/** ':id' and '*' stand for anything; the catch-all that says "not found" is no destination. */
const matcher = (path: string): RegExp =>
  new RegExp(
    `^/?${path
      .split('/')
      .map((part) => (part === '*' ? '.+' : part.replace(/^:\w+\??/, '[^/]+').replaceAll('.', '\\.')))
      .join('/')}$`,
  )

const leadsSomewhere = async (root: string): Promise<(to: string) => boolean> => {
  const routes = await routesOf(root)
  const patterns = routes
    .filter((route) => route.path !== '*')
    .map((route) => matcher(route.index ? '' : (route.path ?? '')))
  return (to) => {
    const pathname = to.replace(/[?#].*$/, '').replace(/^\//, '')
    return patterns.some((pattern) => pattern.test(pathname))
  }
}

export const navigationViolations = async (root: string, navigation: readonly Section[]): Promise<string[]> => {
  const leads = await leadsSomewhere(root)
  return navigation.flatMap((section) =>
    section.entries.flatMap((entry) =>
      leads(entry.to) ? [] : [`${section.label}/${entry.label}: ${entry.to} leads nowhere`],
    ),
  )
}

/** Every address that paths.ts can spell, with 'x' for what it is given. */
export const pathViolations = async (
  root: string,
  paths: Readonly<Record<string, (...given: never[]) => string>>,
): Promise<string[]> => {
  const leads = await leadsSomewhere(root)
  return Object.entries(paths).flatMap(([name, path]) => {
    const to = (path as (...given: string[]) => string)('x', 'x', 'x', 'x')
    // Static files are not routes.
    return leads(to) || /\.(svg|ico|txt|webmanifest)$/.test(to) ? [] : [`paths.${name}: ${to} leads nowhere`]
  })
}
