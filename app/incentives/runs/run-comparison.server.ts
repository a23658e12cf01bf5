/** The last released run of a run's plan, and what has changed since, within the actor's reach in both. */
import { and, desc, eq, inArray, isNotNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import { scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Words } from '#app/kernel/words.ts'
import { employeeNameColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader } from '#db/client.server.ts'
import { planVersions, runs, statements } from '#db/schema/incentives.ts'
import { planFor } from '../plans/plan-names.server.ts'
import { totalsOfRun } from '../statements/statements.server.ts'
import { type Change, changeOf, componentChanges } from './run-comparison.ts'
import type { Run } from './runs.server.ts'

/** How many of those whose pay changed most are named. */
export const mostNamed = 10

/** What the run's page has asked for itself: its totals within the actor's reach, and its components' names. */
export type KnownOfRun = { totals: Awaited<ReturnType<typeof totalsOfRun>>; names: Record<string, Words> }

/**
 * Null for a correction, whose lines are differences already, and before anything is calculated. `earlier` is null
 * for a plan's first run, and for its first in a currency: amounts of two are not subtracted, and `beside` says which
 * currency the run before it has. `people` says how many of those who changed most are wanted.
 */
export const comparisonOf = async (db: Reader, actor: Actor, run: Run, known: KnownOfRun, people: number) => {
  if (run.kind === 'correction' || run.calculatedAt === null) return null
  const earlier = await earlierRun(db, actor, run, eq(runs.currency, run.currency))
  if (!earlier) {
    const beside = await earlierRun(db, actor, run, ne(runs.currency, run.currency))
    return { earlier: null, beside: beside?.currency, changed: [] }
  }
  const { totals: now } = known
  const before = await totalsOfRun(db, actor, earlier.id)
  const none = { components: [], pools: [] }
  return {
    earlier: { id: earlier.id, name: earlier.name },
    totals: {
      people: changeOf(now.people, before.people),
      awarded: changeOf(now.awardedMinor, before.awardedMinor),
      payable: changeOf(now.payableMinor, before.payableMinor),
      deferred: changeOf(now.deferredMinor, before.deferredMinor),
      held: changeOf(now.heldMinor, before.heldMinor),
    },
    components: componentChanges(run.control ?? none, earlier.control ?? none),
    // A component that only the earlier version of the plan had is named by that version.
    names: {
      ...(await planFor(db, earlier.planVersionId)).names,
      ...known.names,
    },
    changed: people > 0 ? await changedMost(db, actor, run.id, earlier.id, people) : [],
  }
}

/** By period, not by the day of release: a quarter that is paid late still stands beside the one before it. */
const earlierRun = async (db: Reader, actor: Actor, run: Run, inCurrency: SQL) => {
  const [version] = await db
    .select({ planId: planVersions.planId })
    .from(planVersions)
    .where(eq(planVersions.id, run.planVersionId))
  if (!version) return null
  const [earlier] = await db
    .select({
      id: runs.id,
      name: runs.name,
      control: runs.control,
      currency: runs.currency,
      planVersionId: runs.planVersionId,
    })
    .from(runs)
    .innerJoin(planVersions, eq(planVersions.id, runs.planVersionId))
    .where(
      and(
        eq(planVersions.planId, version.planId),
        eq(runs.kind, 'regular'),
        inCurrency,
        isNotNull(runs.releasedAt),
        lt(runs.toOn, run.fromOn),
        withinScope(scopeOf(actor, 'runs'), runs.unitPath),
      ),
    )
    .orderBy(desc(runs.toOn), desc(runs.releasedAt))
    .limit(1)
  return earlier ?? null
}

export type PersonChange = Change & { employeeId: string; employeeNumber: string; employeeName: string }

/** The largest difference in what was awarded first, up or down; equal ones by employee number. */
const changedMost = async (
  db: Reader,
  actor: Actor,
  runId: string,
  earlierId: string,
  count: number,
): Promise<PersonChange[]> => {
  const ofBoth = and(
    inArray(statements.runId, [runId, earlierId]),
    withinScope(scopeOf(actor, 'statements'), statements.unitPath),
  )
  // Null, not nothing, for a run in which the person does not stand.
  const inRun = (id: string) =>
    sql<number | null>`sum(case when ${statements.runId} = ${id} then ${statements.awardedMinor} end)`
  const difference = sql`abs(coalesce(${inRun(runId)}, 0) - coalesce(${inRun(earlierId)}, 0))`
  const number = sql<string>`max(${statements.employeeNumber})`
  const ranked = await db
    .select({
      employeeId: statements.employeeId,
      employeeNumber: number,
      now: inRun(runId),
      before: inRun(earlierId),
    })
    .from(statements)
    .where(ofBoth)
    .groupBy(statements.employeeId)
    .having(sql`${difference} > 0`)
    .orderBy(desc(difference), number)
    .limit(count)
  const names = await namesOf(
    db,
    ranked.map(({ employeeId }) => employeeId),
  )
  return ranked.map(({ now, before, ...person }) => ({
    ...person,
    employeeName: names.get(person.employeeId) ?? person.employeeNumber,
    ...changeOf(now, before),
  }))
}

/** Asked for the few that are named, not for everyone who is ranked. */
const namesOf = async (db: Reader, employeeIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db
    .selectDistinct({ employeeId: statements.employeeId, name: employeeNameColumn(statements.employeeId) })
    .from(statements)
    .innerJoin(runs, eq(runs.id, statements.runId))
    .where(anyOf(statements.employeeId, employeeIds))
  return new Map(rows.map(({ employeeId, name }) => [employeeId, name]))
}
