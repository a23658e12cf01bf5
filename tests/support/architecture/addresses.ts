/** Whether the addresses that we print lead anywhere. */
import { routeFinder } from '../../../scripts/address-pattern.ts'
import { routesOf } from './guards.ts'

type Entry = { label: string; to: string }
type Section = { label: string; entries: readonly Entry[] }

const leadsSomewhere = async (root: string): Promise<(to: string) => boolean> => {
  const routeOf = routeFinder(await routesOf(root))
  return (to) => routeOf(to) !== null
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
