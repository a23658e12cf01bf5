/** Every address × act × visitor, from routes.ts and the acts' own maps: an address without an expectation fails. */
import { beforeAll, describe, expect, it } from 'vitest'
import { addresses } from '#app/routes.ts'
import type { Db } from '#db/client.server.ts'
import { clock } from '../support/database.ts'
import { demoBank } from '../support/demo-bank.ts'
import { type Allowed, type Expectation, type Visitor, visitors } from './expectation.ts'
import { expectations } from './expectations.ts'
import { holdElsewhere, leadsPeople, subjectsOf } from './subjects.ts'
import { act, cookieOf, isDenied, load, type RouteModule, type Visit, withoutTrace } from './visit.ts'

/** Who stands for a visitor in the demo bank. */
const signInNames: Record<Exclude<Visitor, 'stranger'>, string> = {
  employee: 'employee',
  manager: 'manager',
  mentor: 'mentor',
  'hr-officer': 'hr',
  'learning-officer': 'learning',
  trainer: 'trainer',
  interviewer: 'interviewer',
  'incentive-officer': 'officer',
  'incentive-approver': 'approver',
  'incentive-releaser': 'releaser',
  auditor: 'auditor',
  administrator: 'admin',
}

let bank: Db
let subjects: Awaited<ReturnType<typeof subjectsOf>>
const cookies = new Map<string, string>()
const modules = import.meta.glob<RouteModule>('../../app/*/screens/*.{ts,tsx}')

beforeAll(async () => {
  bank = await demoBank()
  subjects = await subjectsOf(bank, clock.now)
  for (const [visitor, name] of Object.entries(signInNames)) {
    cookies.set(visitor, await cookieOf(bank, name, clock.now))
    if (await leadsPeople(bank, name, clock.today)) leaders.add(visitor)
  }
  for (const [role, name] of await holdElsewhere(bank, clock.now))
    cookies.set(`${role} elsewhere`, await cookieOf(bank, name, clock.now))
}, 180_000)

/** Visitors who lead people besides: as managers they may see some subjects and not others. */
const leaders = new Set<string>()
const mayAsManager = (allowed: Allowed | undefined, visitor: Visitor): boolean =>
  leaders.has(visitor) && Array.isArray(allowed) && allowed.includes('manager') && !allowed.includes(visitor)

const isAllowed = (allowed: Allowed | undefined, visitor: Visitor): boolean => {
  if (allowed === undefined) return false
  if (allowed === 'public') return true
  if (visitor === 'stranger') return false
  return allowed === 'all' || allowed === 'self' || allowed.includes(visitor)
}

const pathOf = (pattern: string, params: Record<string, string>): string =>
  `/${pattern.replace(/:(\w+)\??/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`

const visitOf = (file: string, pattern: string, who: string): Visit => {
  const params = subjects.paramsOf(file, pattern)
  return { db: bank, now: clock.now, cookie: cookies.get(who) ?? null, path: pathOf(pattern, params), params }
}

/** What one visitor is answered, and whether anything would have stayed. */
const outcome = async (
  module: RouteModule,
  file: string,
  pattern: string,
  who: string,
  name: string | null,
  form: Record<string, string> | null,
) => {
  const trace = withoutTrace(bank)
  const visit = { ...visitOf(file, pattern, who), db: trace.db }
  const answer =
    form === null ? await load(module, visit) : await act(module, visit, { ...(name ? { act: name } : {}), ...form })
  return { answer, kept: trace.kept() }
}

describe.each(addresses.filter(({ file }) => file !== 'shell/screens/missing.tsx'))(
  '$file',
  ({ file, path: pattern = '' }) => {
    const expected: Expectation | undefined = expectations[file]

    it('has an expectation for its loader and for every act', async () => {
      const module = await moduleOf(file)
      expect(expected, `${file} has no expectation under tests/access`).toBeDefined()
      expect(expected?.loader !== undefined, 'loader').toBe(module.loader !== undefined)
      const acts = Object.keys(module.action?.acts ?? {}).sort()
      expect(Object.keys(expected?.acts ?? {}).sort()).toEqual(acts)
      if (module.action && acts.length === 0) expect(expected?.action).toBeDefined()
    })

    it.each(visitors)('answers %s as the policy says', async (visitor) => {
      const module = await moduleOf(file)
      const wrong: string[] = []
      const check = async (
        name: string | null,
        allowed: Allowed | undefined,
        form: Record<string, string> | null,
        isWhole: boolean,
      ) => {
        if (mayAsManager(allowed, visitor) || (allowed === 'self' && visitor !== 'stranger')) return
        const { answer, kept } = await outcome(module, file, pattern, visitor, name, form)
        const said = `${name ?? (form ? 'action' : 'loader')}: ${answer.status} ${answer.code ?? ''}`
        if (isAllowed(allowed, visitor)) {
          if (isDenied(answer) && !expected?.signsOut) wrong.push(`${said}, but may`)
        } else if (form !== null && kept > 0) wrong.push(`${said}, and wrote`)
        else if (!isDenied(answer) && (form === null || isWhole || answer.status !== 422))
          wrong.push(`${said}, but may not`)
      }
      if (module.loader) await check(null, expected?.loader, null, true)
      const acts = Object.keys(module.action?.acts ?? {})
      if (module.action && acts.length === 0) await check(null, expected?.action, {}, false)
      for (const name of acts)
        await check(name, expected?.acts?.[name], expected?.forms?.[name] ?? {}, expected?.forms?.[name] !== undefined)
      expect(wrong).toEqual([])
    })

    it('does not exist for the same roles held elsewhere', async () => {
      if (!pattern.includes(':') || expected?.bankWide) return
      const module = await moduleOf(file)
      const wrong: string[] = []
      for (const who of cookies.keys()) {
        if (!who.endsWith(' elsewhere')) continue
        const role = who.replace(' elsewhere', '') as Visitor
        if (module.loader && Array.isArray(expected?.loader) && expected.loader.includes(role)) {
          const { answer } = await outcome(module, file, pattern, who, null, null)
          if (!isDenied(answer)) wrong.push(`${role}: loader ${answer.status}`)
        }
        for (const [name, allowed] of Object.entries(expected?.acts ?? {})) {
          if (!Array.isArray(allowed) || !allowed.includes(role)) continue
          const form = expected?.forms?.[name]
          const { answer, kept } = await outcome(module, file, pattern, who, name, form ?? {})
          if (kept > 0 || (!isDenied(answer) && (form !== undefined || answer.status !== 422)))
            wrong.push(`${role}: ${name} ${answer.status}`)
        }
      }
      expect(wrong).toEqual([])
    })
  },
)

const moduleOf = async (file: string): Promise<RouteModule> => {
  const open = modules[`../../app/${file}`]
  if (!open) throw new Error(`${file} is not there`)
  return open()
}
