/** Which of the addresses a path is: the one with the most segments spelled out, as the router chooses too. */
import { type Address, addresses } from '#app/routes.ts'

type Matcher = { address: Address; fits: RegExp; weight: number }

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const matcherOf = (address: Address): Matcher => {
  const segments = (address.path ?? '').split('/').filter(Boolean)
  const pattern = segments.map((segment) => {
    if (segment === '*') return '(?:/.*)?'
    if (segment.startsWith(':')) {
      const [, name = '', tail = ''] = /^:(\w+)(.*)$/.exec(segment) ?? []
      return name && tail === '?' ? '(?:/[^/]+)?' : `/[^/]+${escaped(tail)}`
    }
    return `/${escaped(segment)}`
  })
  const weight = segments.reduce((sum, segment) => sum + (segment === '*' ? -10 : segment.startsWith(':') ? 2 : 10), 0)
  return { address, fits: new RegExp(`^${pattern.join('')}/?$`), weight }
}

/** Makes a finder for a list of addresses. */
export const addressFinder = (addresses: readonly Address[]): ((pathname: string) => Address | null) => {
  const matchers = addresses.map(matcherOf).sort((a, b) => b.weight - a.weight)
  return (pathname) => matchers.find(({ fits }) => fits.test(pathname))?.address ?? null
}

/** The product's own. */
export const addressAt = addressFinder(addresses)
