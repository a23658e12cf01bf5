/** What a page costs: processor per request, and how long it takes at a steady rate, beside the bare answer of /health. */

import { atRate, inTurn, quantile } from './requests.ts'
import { cpuMsOf, type Served } from './seeded.ts'
import { inTimes, type Measured, median, noiseOf } from './target.ts'

type Page = { name: string; by: string; from: string; link?: RegExp; mostCpuMs: number }

/** Each page by the story that uses it; `link` finds the address of one on the page before. */
export const everyday: readonly Page[] = [
  { name: 'home', by: 'employee', from: '/', mostCpuMs: 14 },
  { name: 'course', by: 'employee', from: '/learn', link: /\/courses\/[\w-]+/, mostCpuMs: 14 },
  { name: 'lesson', by: 'employee', from: '/learn', link: /\/learn\/[\w-]+\/[\w-]+/, mostCpuMs: 10 },
  { name: 'scoring grid', by: 'manager', from: '/score', link: /\/score\/[\w-]+/, mostCpuMs: 14 },
  { name: 'goal sheet', by: 'employee', from: '/goals', link: /\/goals\/[\w-]+/, mostCpuMs: 14 },
  { name: 'statement', by: 'employee', from: '/pay', link: /\/pay\/[\w-]+/, mostCpuMs: 14 },
]
/** Pages that would feel the size of the bank first. */
export const sizeable: readonly Page[] = [
  { name: 'home', by: 'employee', from: '/', mostCpuMs: 14 },
  { name: 'people list', by: 'hr', from: '/people', mostCpuMs: 14 },
]
const mostP95Ms = 40
const perSecond = 50
const secondsAtRate = 4
const rounds = 5

const addressOf = async (served: Served, page: Page, cookie: string): Promise<string> => {
  if (!page.link) return `${served.address}${page.from}`
  const text = await (await fetch(`${served.address}${page.from}`, { headers: { Cookie: cookie } })).text()
  const found = page.link.exec(text)?.[0]
  if (!found) throw new Error(`no ${page.name} is linked at ${page.from} for ${page.by}`)
  return `${served.address}${found}`
}

/** Milliseconds of processor a request, over `requests` in five rounds after a tenth of them to warm up. */
const costOf = async (served: Served, url: string, cookie: string, requests: number) => {
  await inTurn(url, cookie, Math.ceil(requests / 10))
  const count = Math.ceil(requests / rounds)
  const each = await inTimes(rounds, async () => {
    const before = cpuMsOf(served.pid)
    await inTurn(url, cookie, count)
    return (cpuMsOf(served.pid) - before) / count
  })
  return { ms: median(each), noise: noiseOf(each) }
}

/** Each round's 95th percentile at the steady rate, in milliseconds. */
const p95Of = async (url: string, cookie: string) => {
  const each = await inTimes(rounds, async () => quantile(await atRate(url, cookie, perSecond, secondsAtRate), 0.95))
  return { ms: median(each), noise: noiseOf(each) }
}

export const benchPages = async (served: Served, pages: readonly Page[], requests: number): Promise<Measured[]> => {
  const health = `${served.address}/health`
  const bare = await costOf(served, health, '', requests)
  const bareP95 = await p95Of(health, '')
  const measured: Measured[] = []
  for (const page of pages) {
    const cookie = await served.as(page.by)
    const url = await addressOf(served, page, cookie)
    const { ms, noise } = await costOf(served, url, cookie, requests)
    const of = `${page.name} among ${served.people} people`
    const note = `${(ms / bare.ms).toFixed(1)}× the ${bare.ms.toFixed(2)} ms of /health`
    measured.push({ name: `${of}, processor a request`, value: ms, unit: 'ms', most: page.mostCpuMs, noise, note })
    const p95 = await p95Of(url, cookie)
    measured.push({
      name: `${of}, p95 at ${perSecond}/s`,
      ...{ value: p95.ms, unit: 'ms', most: mostP95Ms, noise: p95.noise },
      note: `${(p95.ms / bareP95.ms).toFixed(1)}× the ${bareP95.ms.toFixed(1)} ms of /health`,
    })
  }
  return measured
}
