import { describe, expect, it } from 'vitest'
import { readPlan } from '#app/incentives/plans/plan.form.ts'
import type { DocumentProps } from '#app/incentives/plans/plan-context.tsx'
import { PlanDocument } from '#app/incentives/plans/plan-document.tsx'
import { withRow } from '#app/incentives/plans/plan-edit.ts'
import { lintPlan } from '#app/incentives/plans/plan-lint.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { plan as planWith } from './plans.ts'
import { wholePlan } from './whole-plan.ts'

const choices = {
  posts: ['teller', 'head'].map((code) => ({ code, name: { en: `Post ${code}` } })),
  units: ['HO', 'B1', 'B2', 'B3'].map((code) => ({ code, name: { en: `Unit ${code}` } })),
  certifications: [{ code: 'AML', name: { en: 'Anti-money laundering' } }],
  honours: ['star', 'guardian'].map((code) => ({ code, name: { en: code }, awardMinor: 70_000 })),
}
const noneToChoose = { posts: [], units: [], certifications: [], honours: [] }
const names = {
  AML: { en: 'Anti-money laundering' },
  cards: { en: 'Cards' },
  ...Object.fromEntries(choices.units.map(({ code, name }) => [code, name])),
}

const documentOf = (props: Partial<DocumentProps>) =>
  pageOf(() => <PlanDocument plan={wholePlan()} lints={[]} editable names={names} choices={choices} {...props} />, {
    words: ['incentives', 'organisation'],
  })
const read = async (props: Partial<DocumentProps>) =>
  textOf(await documentOf({ editable: false, choices: noneToChoose, ...props }))

/** Places of all values in a document: a list of texts or numbers is one. */
const places = (value: unknown, at = ''): string[] => {
  if (typeof value !== 'object' || value === null) return [at]
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return [at]
  return Object.entries(value).flatMap(([key, each]) => places(each, at ? `${at}.${key}` : key))
}
/** What a thing is called and what it is: another of it would be another thing. */
const identity = /(^|\.)(format|version|code|currency|product|honour|riskClass|component)$|name\.(en|zh-CN)$/
const kinds =
  /^(components\.\d+|pools\.\d+\.funding|gates\.\d+\.condition|caps\.components\.\d+\.unless|tables\.0)\.kind$/

describe('the document of a plan', () => {
  it('has a field for everything that a plan decides', async () => {
    const plan = wholePlan()
    expect(readPlan(plan)).toMatchObject({ ok: true })
    const html = await documentOf({ plan })
    const fields = new Set([...html.matchAll(/ name="([^"]+?)(?:\[\])?"/g)].map(([, name]) => name))
    const decided = places(plan).filter((place) => !identity.test(place) && !kinds.test(place) && place !== 'examples')
    expect(decided.length).toBeGreaterThan(60)
    expect(decided.filter((place) => !fields.has(place))).toEqual([])
  })

  it('says what a gate looks at and what a cap leaves out, by name', async () => {
    const text = await read({})
    expect(text).toContain('Must hold a valid certificate: Anti-money laundering')
    expect(text).toContain('Must have no open violation that is serious')
    expect(text).toMatch(/The final rating must be one of A, B If not met: multiplied by a factor 0\.8 Acts on Cards/)
    expect(text).toContain('The result net-profit must be at least 100')
    expect(text).toContain('This cap falls away where the following holds: The final rating must be one of A')
    expect(text).toContain('Unit multiplier: By score , by the unit’s score')
    expect(text).toContain('What gates take stays with the bank')
    expect(text).not.toMatch(/undefined|incentives\./)
  })

  it('says a lint with its figures, also of what the plan does not have', async () => {
    const catalogue = (['deferral-share', 'annual-cap-missing', 'deferral-missing'] as const).map((code) => ({
      code,
      severity: 'warning' as const,
    }))
    const plan = planWith({ deferral: [{ riskClass: 'senior', percent: '25.5', parts: [1], everyMonths: 12 }] })
    const text = await read({ plan, lints: lintPlan(plan, catalogue) })
    expect(text).toMatch(/There is no annual cap; variable pay may not exceed 3 times base pay .*Period and people/)
    expect(text).toMatch(/Deferral .*25\.5% is deferred, below the regulator’s minimum of 40%/)
    const bare = planWith({ deferral: [] })
    expect(await read({ plan: bare, lints: lintPlan(bare, catalogue) })).toMatch(
      /nothing is deferred; the regulator’s limit is 40% .*Period and people/,
    )
  })
})

describe('a row more', () => {
  const lists = [
    'components.0.targets',
    'components.2.products.0.tiers',
    'components.3.awards',
    'tables.0.rows',
    'tables.1.rows',
    'pools.0.units',
    'deferral',
  ]
  it.each(lists)('of %s leaves a plan that can be read', async (path) => {
    const added = readPlan(withRow(wholePlan(), path, choices))
    expect(added).toMatchObject({ ok: true })
    if (added.ok) expect(places(added.value).length).toBeGreaterThan(places(wholePlan()).length)
    expect(await documentOf({})).toContain(`value="${path}"`)
  })

  it.each([
    ['components.0.targets', [{ posts: ['head'] }, { posts: [], percent: '20' }, { percent: '20' }]],
    ['components.2.products.0.tiers', [{ from: '0' }, { from: '50' }, { from: '100', price: '3' }]],
    ['components.3.awards', [{ honour: 'star' }, { honour: 'guardian', minor: 70_000 }]],
    ['tables.0.rows', [{ rating: 'A' }, { rating: 'B', multiplier: '1.2' }]],
    ['tables.1.rows', [{ from: '60' }, { from: '80' }, { from: '100', multiplier: '1' }]],
    ['pools.0.units', [{ unit: 'B1' }, { unit: 'B2' }, { unit: 'HO', weight: '40' }]],
    ['deferral', [{ riskClass: 'risk' }, { riskClass: 'senior', percent: '40' }]],
  ])('of %s goes on from the last', (path, rows) => {
    const added = withRow(wholePlan(), path, choices)
    expect(path.split('.').reduce<unknown>((value, key) => Object(value)[key], added)).toMatchObject(rows)
  })

  it('is not offered where every possible one stands there', async () => {
    const plan = wholePlan()
    const full = { ...plan, deferral: plan.deferral.concat(withAll(plan)) }
    expect(readPlan(full)).toMatchObject({ ok: true })
    expect(await documentOf({ plan: full })).not.toContain('value="deferral"')
    expect(withRow(full, 'deferral', choices)).toEqual(full)
    expect(await documentOf({ choices: noneToChoose })).not.toContain('value="pools.0.units"')
  })

  it('begins the deferral of a plan that has none', () => {
    expect(withRow(planWith({ deferral: [] }), 'deferral', choices)).toMatchObject({
      deferral: [{ riskClass: 'risk' }],
    })
  })
})
const withAll = (plan: ReturnType<typeof wholePlan>) =>
  (['senior', 'principal-senior'] as const).flatMap((riskClass) =>
    plan.deferral.map((rule) => ({ ...rule, riskClass, percent: '60' })),
  )
