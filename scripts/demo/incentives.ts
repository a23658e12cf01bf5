/** Chapters of incentives: the plan, what people sold, honours, a released run and one that waits for approval. */
import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { contentPlans } from '#app/incentives/plans/plan-content.server.ts'
import { decidePlan, draftPlan, submitPlan } from '#app/incentives/plans/plans.server.ts'
import { incentiveReleaseJob } from '#app/incentives/runs/incentive-release.job.ts'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { decideRun, releaseRun, submitRun } from '#app/incentives/runs/run-decisions.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { addDays, type Day } from '#app/kernel/day.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import {
  honourGrants,
  honours,
  plans,
  planVersions,
  productCredits,
  productTargets,
  runs,
} from '#db/schema/incentives.ts'
import { finish } from '../in-process.ts'
import { actorOn, after, must } from './acting.ts'
import { recognitionContent } from './content.ts'
import type { DemoBank, DemoPerson } from './people.ts'
import { cycleOf, type QuarterKey } from './performance.ts'
import type { StoryKey } from './stories.ts'

const paysQuarters = 'quarterly-incentives'

/** The quarterly plan is approved and active; the pool of five million stays a draft. */
export const writePlans = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const day = addDays(bank.quarters.older.fromOn, -12)
  const officer = await actorOn(tx, bank, 'officer', day)
  const approver = await actorOn(tx, bank, 'approver', day)
  const unit = bank.unit('HO')
  for (const content of contentPlans()) {
    const isActive = content.code === paysQuarters
    const name = isActive ? { 'zh-CN': '季度激励方案', en: 'Quarterly incentive plan' } : content.name
    const given = { definition: { ...content, name }, unitId: unit.id, unitPath: unit.path }
    const { id: versionId, revision } = must(await draftPlan(tx, officer, given, bank.at(day, 9)))
    if (!isActive) continue
    const submitted = must(await submitPlan(tx, officer, { versionId, revision }, bank.at(day, 11)))
    const decision = { versionId, revision: submitted.revision, decision: 'approved', reason: null } as const
    must(await decidePlan(tx, approver, decision, bank.at(day, 16)))
  }
}

const award: Record<string, number> = { 'service-star': 80_000, 'model-mentor': 60_000, 'risk-guardian': 100_000 }

export const writeHonours = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const opened = bank.at(addDays(bank.quarters.older.fromOn, -12), 10)
  const content = recognitionContent().honours
  await insertRows(
    tx,
    honours,
    content.map((honour) => ({
      ...honour,
      id: bank.id('hon', honour.code, opened),
      awardMinor: award[honour.code] ?? null,
    })),
  )
  const hr = bank.who('hr').accountId
  const chance = bank.chance('honours')
  const tellers = bank.people.filter((person) => standsAs(person, 'teller') && person.employments.at(-1)?.toOn === null)
  const grant = (quarter: QuarterKey, code: string, person: DemoPerson, citation: string) => {
    const on = addDays(bank.quarters[quarter].toOn, -6)
    return {
      id: bank.id('hgr', `${quarter} ${code} ${person.number}`, bank.at(on, 10)),
      honourId: bank.id('hon', code, opened),
      employeeId: person.id,
      grantedOn: on,
      citation,
      grantedBy: hr,
      grantedAt: bank.at(on, 10),
    }
  }
  await insertRows(
    tx,
    honourGrants,
    (['older', 'newer'] as const).flatMap((quarter) => {
      const chosen = new Set([chance.pick(tellers), chance.pick(tellers), chance.pick(tellers)])
      return [
        grant(quarter, 'service-star', bank.who('star'), '客户点名表扬七次，满意度九十八分。'),
        ...[...chosen].map((person) => grant(quarter, 'service-star', person, '当季无投诉，满意度居分行前列。')),
        grant(quarter, 'model-mentor', bank.who('mentor'), '带教按期完成，徒弟提前上岗。'),
        grant(quarter, 'risk-guardian', chance.pick(tellers), '识破一起冒名贷款，客户未受损失。'),
      ]
    }),
  )
}

const standsAs = (person: DemoPerson, post: string) => person.assignments.at(-1)?.post.code === post
/** The person's unit on a day; null when they are not with the bank. */
const unitOn = (person: DemoPerson, day: Day): string | null =>
  person.assignments.find((each) => each.fromOn <= day && (each.toOn === null || each.toOn >= day))?.unit.code ?? null

const sells: Record<string, { product: string; deals: [number, number]; volume: [number, number] }[]> = {
  teller: [{ product: 'mobile-activation', deals: [4, 9], volume: [6, 22] }],
  'lobby-manager': [
    { product: 'mobile-activation', deals: [5, 10], volume: [8, 30] },
    { product: 'payroll-account', deals: [1, 3], volume: [4, 12] },
  ],
  'relationship-manager': [
    { product: 'inclusive-loan', deals: [4, 8], volume: [35, 130] },
    { product: 'payroll-account', deals: [1, 4], volume: [8, 30] },
  ],
  'wealth-manager': [
    { product: 'mobile-activation', deals: [2, 5], volume: [4, 14] },
    { product: 'payroll-account', deals: [1, 3], volume: [5, 18] },
  ],
}
const loanTarget = '500'

/** What each person sold, deal by deal, as the core banking system's file says; some deals are two people's. */
export const writeCredits =
  (key: 'older' | 'newer') =>
  async (tx: Tx, bank: DemoBank): Promise<void> => {
    const quarter = bank.quarters[key]
    const chance = bank.chance(`credits ${key}`)
    const cycle = await cycleOf(tx, bank, key)
    const at = bank.at(after(quarter, 4), 9)
    const officer = bank.who('officer').accountId
    const fileDigest = createHash('sha256').update(`${bank.seed} credits ${quarter.code}`).digest('hex')
    const rows: (typeof productCredits.$inferInsert)[] = []
    const targets: (typeof productTargets.$inferInsert)[] = []
    const write = (
      person: DemoPerson,
      splitBp: number,
      deal: { no: string; product: string; volume: string; on: Day },
    ) => {
      rows.push({
        id: bank.id('crd', `${deal.no} ${person.number}`, at),
        employeeId: person.id,
        product: deal.product,
        volume: deal.volume,
        splitBp,
        creditedOn: deal.on,
        deal: deal.no,
        fileName: `${quarter.code}-credits.csv`,
        fileDigest,
        sourceRow: rows.length + 2,
        recordedBy: officer,
        recordedAt: at,
      })
    }
    for (const person of bank.people) {
      const post = person.assignments.at(-1)?.post.code ?? ''
      for (const { product, deals, volume } of sells[post] ?? []) {
        const count = chance.whole(...deals)
        for (let no = 1; no <= count; no++) {
          const on = addDays(quarter.fromOn, chance.whole(2, 88))
          const sold = String(chance.whole(...volume))
          const unit = unitOn(person, on)
          if (unit === null) continue
          const deal = { no: `${quarter.code}-${person.number}-${product}-${no}`, product, volume: sold, on }
          const colleague = bank.headOf.get(unit)
          const isShared =
            post === 'relationship-manager' &&
            !bank.isForMeasuring &&
            chance.percent(10) &&
            colleague &&
            colleague.id !== person.id
          const partner = isShared
            ? bank.people.find((each) => each.id !== person.id && standsAs(each, post) && unitOn(each, on) === unit)
            : null
          write(person, partner ? 6_000 : 10_000, deal)
          if (partner) write(partner, 4_000, deal)
        }
      }
      if (post === 'relationship-manager' && unitOn(person, quarter.fromOn) !== null)
        targets.push({
          cycleId: cycle.id,
          employeeId: person.id,
          product: 'inclusive-loan',
          volume: loanTarget,
          recordedBy: officer,
          recordedAt: bank.at(addDays(quarter.fromOn, 8), 10),
        })
    }
    await insertRows(tx, productCredits, rows)
    await insertRows(tx, productTargets, targets)
  }

/** Nothing of a run looks at its surroundings. */
const nowhere = { varDir: '', origin: '', smtpUrl: null, secret: '' }

const openRun = async (db: Db, cycleId: string) => {
  const [run] = await db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.cycleId, cycleId), isNull(runs.cancelledAt)))
  return run?.id ?? null
}

/** Each step asks where the run stands, so that a load that was broken off goes on with it. */
const steps = async (db: Db, bank: DemoBank, key: QuarterKey, days: Record<'prepare' | 'submit', Day>) => {
  const cycle = await cycleOf(db, bank, key)
  const [version] = await db
    .select({ id: planVersions.id })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(and(eq(plans.code, paysQuarters), eq(planVersions.state, 'active')))
  if (!version) throw new Error('the quarterly plan is not active')
  const acting = (who: StoryKey, day: Day) => actorOn(db, bank, who, day)
  const preparer = await acting('officer', days.prepare)
  const given = { planVersionId: version.id, cycleId: cycle.id }
  const runId =
    (await openRun(db, cycle.id)) ?? must(await prepareRun(db, preparer, given, bank.at(days.prepare, 10))).id
  await finish(db, incentiveRunJob, bank.at(days.prepare, 10), nowhere)
  const now = async () => {
    const run = await findRun(db, preparer, runId)
    if (!run) throw new Error('the run is gone')
    return run
  }
  if ((await now()).state === 'calculated')
    must(await submitRun(db, await acting('officer', days.submit), runId, bank.at(days.submit, 15)))
  return { runId, now, acting }
}

export const releaseOlder = async (db: Db, bank: DemoBank): Promise<void> => {
  const cycle = bank.quarters.older
  const on = (days: number) => after(cycle, days)
  const { runId, now, acting } = await steps(db, bank, 'older', { prepare: on(15), submit: on(15) })
  const outputDigest = (await now()).outputDigest ?? ''
  if ((await now()).state === 'submitted') {
    const given = { runId, outputDigest, decision: 'approved', reason: null } as const
    must(await decideRun(db, await acting('approver', on(16)), given, bank.at(on(16), 11)))
  }
  if ((await now()).state === 'approved') {
    const shown = { runId, outputDigest, isLateKnown: false }
    must(await releaseRun(db, await acting('releaser', on(17)), shown, bank.at(on(17), 9)))
    await finish(db, incentiveReleaseJob, bank.at(on(17), 9), nowhere)
  }
  if ((await now()).state !== 'released') throw new Error('the older run was not released')
}

/** Calculated the day before yesterday; the approver finds it this morning. */
export const submitNewer = async (db: Db, bank: DemoBank): Promise<void> => {
  await steps(db, bank, 'newer', { prepare: addDays(bank.asOf, -2), submit: addDays(bank.asOf, -1) })
}
