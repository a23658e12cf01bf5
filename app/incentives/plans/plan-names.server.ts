/** Names for the codes that a calculation speaks in, and what there is to choose from while a plan is edited. */
import { eq } from 'drizzle-orm'
import { translator } from '#app/i18n/words.server.ts'
import type { Day } from '#app/kernel/day.ts'
import { locales, type Words } from '#app/kernel/words.ts'
import { certificationNames, listCertifications } from '#app/learning/certifications/certifications.server.ts'
import { postNames, unitNames } from '#app/organisation/code-names.server.ts'
import { postsInUse } from '#app/organisation/posts/posts.server.ts'
import { unitsNamed } from '#app/organisation/units/unit-options.server.ts'
import { violationSeverities } from '#app/performance/violation.ts'
import type { Reader } from '#db/client.server.ts'
import { planVersions } from '#db/schema/incentives.ts'
import { honourLibrary } from '../honours/honours.server.ts'
import type { ExplainedLine } from '../payout/run-result.ts'
import type { IncentivePlan } from './plan.ts'
import type { PlanChoices } from './plan-context.tsx'

type Names = Record<string, Words>
/** The upper levels of a bank that has more. */
const mostUnits = 1_000

/** Names of a plan version's components and of its pools, by code, in the plan's order. */
export const planFor = async (db: Reader, versionId: string): Promise<{ names: Names; pools: Names }> => {
  const plan = await definitionOf(db, versionId)
  return { names: named(plan?.components ?? []), pools: named(plan?.pools ?? []) }
}

/** Names of everything that the steps of these lines mention by code. */
export const stepNames = async (
  db: Reader,
  versionId: string,
  lines: readonly ExplainedLine[],
  day: Day,
): Promise<Names> => {
  const plan = await definitionOf(db, versionId)
  const mentioned = (key: string) => [
    ...new Set(
      lines.flatMap((line) =>
        line.steps.flatMap(({ inputs }) => (typeof inputs[key] === 'string' ? [inputs[key]] : [])),
      ),
    ),
  ]
  return {
    ...(await postNames(db, mentioned('post'))),
    ...(await unitNames(db, mentioned('unit'), day)),
    ...(plan ? { ...(await conditionNames(db, plan)), ...namesIn(plan) } : {}),
  }
}

/** Names of everything that the plan and its examples mention by code: posts, units, products, honours, its own parts. */
export const documentNames = async (db: Reader, plan: IncentivePlan, day: Day): Promise<Names> => {
  const targets = plan.components.flatMap((component) => ('targets' in component ? component.targets : []))
  const parts = plan.examples.flatMap(({ employees }) => employees.flatMap((employee) => employee.parts))
  const posts = [plan.population, ...plan.components, ...targets].flatMap((each) =>
    'posts' in each ? (each.posts ?? []) : [],
  )
  const units = [
    ...(plan.population.units ?? []),
    ...plan.pools.flatMap((pool) => pool.units ?? []).map(({ unit }) => unit),
    ...parts.map((part) => part.unit),
    ...plan.examples.flatMap(({ setting }) => setting.units.map(({ code }) => code)),
  ]
  return {
    ...(await postNames(db, [...new Set([...posts, ...parts.map((part) => part.post)])])),
    ...(await unitNames(db, [...new Set(units)], day)),
    ...(await conditionNames(db, plan)),
    ...namesIn(plan),
  }
}

/** What a draft's figures are chosen from; a reader chooses nothing. */
export const planChoices = async (db: Reader, day: Day): Promise<PlanChoices> => ({
  posts: (await postsInUse(db)).map(({ code, name }) => ({ code, name })),
  units: await unitsNamed(db, day, mostUnits),
  certifications: await listCertifications(db),
  honours: (await honourLibrary(db)).map(({ code, name, awardMinor }) => ({ code, name, awardMinor })),
})

/** What gates and caps look at: certifications, and how heavily a violation weighs. */
const conditionNames = async (db: Reader, plan: IncentivePlan): Promise<Names> => {
  const conditions = [
    ...plan.gates.map(({ condition }) => condition),
    ...plan.caps.components.map(({ unless }) => unless),
  ]
  const codes = conditions.flatMap((each) => (each?.kind === 'certified' ? [each.certification] : []))
  return { ...severityNames(), ...(await certificationNames(db, codes)) }
}

const severityNames = (): Names =>
  Object.fromEntries(
    violationSeverities.map((severity) => [
      severity,
      Object.fromEntries(
        locales.map((locale) => [locale, translator(locale, 'incentives', 'UTC')(`plan.severities.${severity}`)]),
      ),
    ]),
  )

const namesIn = (plan: IncentivePlan): Names => ({
  ...named(plan.pools),
  ...named(plan.gates),
  ...named(plan.tables),
  ...named(
    plan.components.flatMap((component) => {
      if (component.kind === 'piece-rate')
        return component.products.map(({ product, name }) => ({ code: product, name }))
      return component.kind === 'honour-award'
        ? component.awards.map(({ honour, name }) => ({ code: honour, name }))
        : []
    }),
  ),
  ...named(plan.components),
})

const named = (list: readonly { code: string; name: Words }[]): Names =>
  Object.fromEntries(list.map(({ code, name }) => [code, name]))

const definitionOf = async (db: Reader, versionId: string): Promise<IncentivePlan | null> => {
  const [row] = await db
    .select({ definition: planVersions.definition })
    .from(planVersions)
    .where(eq(planVersions.id, versionId))
  return row?.definition ?? null
}
