/** Names for the codes that a calculation speaks in: the plan's own parts, posts and units. */
import { eq } from 'drizzle-orm'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { postNames, unitNames } from '#app/organisation/code-names.server.ts'
import type { Reader } from '#db/client.server.ts'
import { planVersions } from '#db/schema/incentives.ts'
import type { IncentivePlan } from './plan.ts'
import type { ExplainedLine } from './run-result.ts'

type Names = Record<string, Words>

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
    ...(plan ? namesIn(plan) : {}),
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
    ...namesIn(plan),
  }
}

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
