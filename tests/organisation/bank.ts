/** A small bank for tests: a head office with two branches, two posts, and people who act in them. */

import { eq } from 'drizzle-orm'
import type { GrantedRole } from '#app/identity/roles.ts'
import { type Actor, systemActor } from '#app/kernel/actor.ts'
import { runJob } from '#app/kernel/job-runner.server.ts'
import type { AnyJob } from '#app/kernel/jobs.server.ts'
import type { Db } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { jobs } from '#db/schema/kernel.ts'
import {
  assignments,
  employees,
  employments,
  legalEntities,
  posts,
  roleGrants,
  unitPlacements,
  units,
} from '#db/schema/organisation.ts'
import { transact } from '#db/transact.server.ts'
import { clock } from '../support/database.ts'

export const hr: Actor = {
  ...systemActor(clock.today),
  id: 'acc_hr',
  name: '韩瑞',
  grants: [{ role: 'hr-officer', path: '/' }],
}
/** HR of the first branch only. */
export const branchHr: Actor = {
  ...hr,
  id: 'acc_branch',
  name: '白枝',
  grants: [{ role: 'hr-officer', path: '/HO/B1/' }],
}
export const stranger: Actor = { ...hr, id: 'acc_none', name: '路人', grants: [] }

/** Head office HO with branches B1 and B2 and outlet O1 below B1; posts TELLER and RM; open since 2020. */
export const openBank = (db: Db): Promise<void> =>
  transact(db, async (tx) => {
    const from = '2020-01-01'
    await tx.insert(legalEntities).values({ id: 'len_1', code: 'LAN', name: { 'zh-CN': '澜川银行' } })
    const tree = [
      ['unt_ho', 'HO', 'head-office', null, '/HO/', '总行'],
      ['unt_b1', 'B1', 'branch', 'unt_ho', '/HO/B1/', '滨江分行'],
      ['unt_o1', 'O1', 'outlet', 'unt_b1', '/HO/B1/O1/', '文晖支行'],
      ['unt_b2', 'B2', 'branch', 'unt_ho', '/HO/B2/', '城西分行'],
    ] as const
    for (const [id, code, kind, parentId, path, name] of tree) {
      await tx.insert(units).values({ id, code, kind, openedOn: from })
      await tx.insert(unitPlacements).values({
        id: `plc_${code}`,
        unitId: id,
        parentId,
        legalEntityId: 'len_1',
        name: { 'zh-CN': name },
        path,
        fromOn: from,
      })
    }
    for (const [code, name] of [
      ['TELLER', '柜员'],
      ['RM', '客户经理'],
    ] as const)
      await tx.insert(posts).values({
        id: `pst_${code}`,
        code,
        name: { 'zh-CN': name },
        family: { 'zh-CN': '营业' },
        grade: '3',
        riskClass: 'ordinary',
        duties: {},
        requirements: {},
      })
  })

type Hand = {
  number: string
  name?: string
  unitId?: string
  postId?: string
  fromOn?: string
  /** Last day of their employment and their assignment. */
  toOn?: string
  lineManagerId?: string
  fteBp?: number
}

/** Puts a person into the bank without asking anybody. */
export const person = async (db: Db, given: Hand): Promise<string> => {
  const id = `emp_${given.number}`
  await transact(db, async (tx) => {
    const name = given.name ?? `员工${given.number}`
    await tx.insert(employees).values({
      id,
      number: given.number,
      name,
      pinyin: `yuangong${given.number}`.toLowerCase(),
      initials: 'yg',
      createdAt: 0,
    })
    await tx
      .insert(employments)
      .values({ id: `epl_${given.number}`, employeeId: id, fromOn: given.fromOn ?? '2021-01-01', toOn: given.toOn })
    await tx.insert(assignments).values({
      id: `asg_${given.number}`,
      employeeId: id,
      postId: given.postId ?? 'pst_TELLER',
      unitId: given.unitId ?? 'unt_o1',
      lineManagerId: given.lineManagerId ?? null,
      fteBp: given.fteBp ?? 10_000,
      baseMinor: 800_000,
      currency: 'CNY',
      fromOn: given.fromOn ?? '2021-01-01',
      toOn: given.toOn,
      recordedAt: 0,
    })
  })
  return id
}

/** An account with a role over a unit. */
export const account = async (db: Db, id: string, signInName: string, role?: GrantedRole, unitId = 'unt_ho') => {
  await transact(db, async (tx) => {
    await tx.insert(accounts).values({ id, signInName, displayName: signInName, createdAt: 0 })
    if (role)
      await tx.insert(roleGrants).values({
        id: `rgr_${id}`,
        accountId: id,
        role,
        unitId,
        fromOn: '2020-01-01',
        grantedBy: 'system',
        grantedAt: 0,
      })
  })
}

/** Runs a queued job to its end on this thread. */
export const runQueued = (db: Db, definition: AnyJob, jobId: string, varDir: string) =>
  runWhile(db, definition, jobId, varDir, { now: () => clock.now, signal: new AbortController().signal })

/** Runs it as far as a process that dies after its first step: what that one had in its memory is gone. */
export const runToFirstStep = async (db: Db, definition: AnyJob, jobId: string, varDir: string) => {
  const stopping = new AbortController()
  // The clock is read before a step and in it; what is stopped then ends its step.
  let reads = 0
  const now = () => {
    reads += 1
    if (reads === 2) stopping.abort()
    return clock.now
  }
  const row = await runWhile(db, definition, jobId, varDir, { now, signal: stopping.signal })
  await transact(db, async (tx) => {
    await definition.ended(tx, { ...row, now: clock.now, surroundings: surroundingsIn(varDir) }, 'failed', null)
  })
}

const surroundingsIn = (varDir: string) => ({ varDir, origin: 'http://localhost', smtpUrl: null, secret: 'x' })

type While = { now: () => number; signal: AbortSignal }
const runWhile = async (db: Db, definition: AnyJob, jobId: string, varDir: string, { now, signal }: While) => {
  const lease = { owner: 'test', ms: 600_000 }
  await transact(db, async (tx) => {
    await tx
      .update(jobs)
      .set({ state: 'running', leaseOwner: 'test', leaseUntil: Date.now() + 600_000 })
      .where(eq(jobs.id, jobId))
  })
  const [row] = await db.select().from(jobs).where(eq(jobs.id, jobId))
  if (!row) throw new Error('no such job')
  await runJob(db, definition, row, {
    lease,
    surroundings: surroundingsIn(varDir),
    now,
    signal,
    report: (error) => {
      throw error
    },
  })
  const [ended] = await db.select().from(jobs).where(eq(jobs.id, jobId))
  if (!ended) throw new Error('no such job')
  return ended
}
