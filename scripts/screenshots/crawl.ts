/** Finds a real address for every screen by following the links that each person is shown. */
import { type Route, routeFinder } from '../address-pattern.ts'

export type SignIn = { name: string; password: string }
/** A screen, where it is, and who sees it there. */
export type Screen = { file: string; to: string; by: SignIn | null; cookie: string }

type CrawlOptions = {
  /** How many addresses of one route are opened per person while looking for others behind them. */
  visitsPerRoute?: number
  /** Is told of each link that led to neither a page nor another address, and of whom it was shown to. */
  onRefusal?: (to: string, person: string, status: number) => void
}

export const crawl = async (
  address: string,
  routes: readonly Route[],
  people: readonly SignIn[],
  { visitsPerRoute = 6, onRefusal }: CrawlOptions = {},
): Promise<Screen[]> => {
  const found = new Map<string, Screen>()
  const routeOf = routeFinder(routes)
  for (const person of [null, ...people]) {
    const cookie = person ? await signIn(address, person) : ''
    // Someone who has left the bank is turned away at the door, as they should be.
    if (cookie === null) continue
    const visits = new Map<string, number>()
    const seen = new Set<string>()
    const waiting = person ? ['/'] : ['/sign-in']
    for (let to = waiting.shift(); to !== undefined; to = waiting.shift()) {
      const route = routeOf(to)
      if (!route?.file.endsWith('.tsx') || seen.has(to)) continue
      seen.add(to)
      const visited = visits.get(route.file) ?? 0
      if (visited >= visitsPerRoute) continue
      visits.set(route.file, visited + 1)
      const answer = await fetch(`${address}${to}`, {
        headers: { Cookie: cookie, Accept: 'text/html' },
        redirect: 'manual',
      })
      if (answer.status >= 400) onRefusal?.(to, person?.name ?? 'a stranger', answer.status)
      if (answer.status !== 200) continue
      if (!found.has(route.file)) found.set(route.file, { file: route.file, to, by: person, cookie })
      waiting.push(...linksIn(await answer.text()))
    }
  }
  return [...found.values()].sort((a, b) => a.file.localeCompare(b.file))
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/\shref="(\/[^"#]*)"/g)].flatMap(([, to]) =>
    to && !to.startsWith('//') && !/\.(svg|css|js)$/.test(to) ? [to.replaceAll('&amp;', '&')] : [],
  )

/** The Cookie header of a session; null for someone who may not come in. */
export const signIn = async (address: string, { name, password }: SignIn): Promise<string | null> => {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: address, Accept: 'text/html' },
    body: new URLSearchParams({ name, password }),
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
  if (answer.status === 302 && cookies.length > 0) return cookies.join('; ')
  console.log(`${name} could not sign in (${answer.status})`)
  return null
}
