/**
 * People with two results each: a roster, a cycle, a score from curves that HR can edit, and a pool shared out by score.
 * What is written stops before approval, which is for people and not for a script.
 * A file that was mended is imported again: what this import began goes on; a cycle or plan of somebody else is left alone.
 */

import { contentPlans } from '#app/incentives/plans/plan-content.server.ts'
import { planVersionsVisible } from '#app/incentives/plans/plan-versions.server.ts'
import { decidePlan, draftPlan, submitPlan } from '#app/incentives/plans/plans.server.ts'
import { incentiveRunJob } from '#app/incentives/runs/incentive-run.job.ts'
import { runAtWork } from '#app/incentives/runs/run-calculation.server.ts'
import { prepareRun } from '#app/incentives/runs/run-preparation.server.ts'
import { runsVisible } from '#app/incentives/runs/runs.server.ts'
import { systemActor } from '#app/kernel/actor.ts'
import { digitsOf } from '#app/kernel/currency.ts'
import { majorOf } from '#app/kernel/money.ts'
import { unitOn } from '#app/organisation/units/units.server.ts'
import {
  commitImport,
  findImport,
  previewOf,
  remapImport,
  uploadActuals,
} from '#app/performance/actuals/actual-imports.server.ts'
import { closeCalibration, publishResults } from '#app/performance/appraisals/cycle-results.server.ts'
import { scoreCycle } from '#app/performance/appraisals/score-cycle.server.ts'
import { findCycleByCode, openCycle } from '#app/performance/cycles.server.ts'
import { makeSheets } from '#app/performance/goals/make-sheets.server.ts'
import { loadKpis } from '#app/performance/kpis/kpis.server.ts'
import { loadTemplates } from '#app/performance/templates/template-versions.server.ts'
import { transact } from '#db/transact.server.ts'
import { quartersAround } from '../demo/calendar.ts'
import { finish } from '../in-process.ts'
import { Stopped } from '../terminal.ts'
import { type Given, importRoster, must } from './roster.ts'

const number = 'S-{row:3}'

export const importPerformance = async (given: Given): Promise<string[]> => {
  const { db, file, surroundings, unitId, on, now } = given
  const quarter = quartersAround(on).running
  const paid = await runOfOurs(given, quarter.code)
  if (paid) return [`${quarter.code} is imported already, with run ${paid}; nothing of ${file.name} was written.`]
  const roster = await importRoster(
    { ...given, on: quarter.fromOn },
    {
      number: { from: 'pattern', pattern: number },
      name: { from: 'pattern', pattern: number },
      unit: { from: 'column', heading: 'region' },
      post: { from: 'constant', value: 'salesperson' },
      base: { from: 'constant', value: '1.00' },
      gender: { from: 'column', heading: 'gender' },
    },
  )
  const actor = systemActor(on)
  await transact(db, async (tx) => {
    await loadKpis(tx, actor, now)
    await loadTemplates(tx, actor, now)
  })
  const { windows: usual, ...dates } = quarter
  // What is imported has been measured and judged already: phases that would still be ahead are open today.
  const windows = usual.map((window) => ({ ...window, opensOn: window.opensOn < on ? window.opensOn : on }))
  const cycle =
    (await cycleOfOurs(given, quarter.code)) ??
    must('The cycle', await openCycle(db, actor, { ...dates, unitId, windows }, now))
  must('The goal sheets', await makeSheets(db, actor, cycle.id, now))
  const values = await importValues(given, cycle.id)
  const { scored } = must('The scores', await scoreCycle(db, actor, cycle.id, now))
  unlessDone('The calibration', await closeCalibration(db, actor, cycle.id, now), 'nothing-ready')
  unlessDone('The results', await publishResults(db, actor, cycle.id, now), 'nothing-ready')
  const planVersionId = await poolPlan(given)
  const { id } = must('The run', await prepareRun(db, actor, { planVersionId, cycleId: cycle.id }, now))
  await finish(db, incentiveRunJob, now, surroundings)
  const run = await runAtWork(db, id)
  if (!run) throw new Error('the run is gone')
  const total = run.control?.components.reduce((sum, component) => sum + component.payableMinor, 0) ?? 0
  const shared = majorOf(total, run.currency).toFixed(digitsOf(run.currency))
  return [
    ...roster,
    `${values} actuals from ${file.name}; ${scored} people scored in ${quarter.code}.`,
    `Run ${id}: ${run.population} people share ${shared} ${run.currency}; it waits to be submitted.`,
  ]
}

type Answer = Parameters<typeof must>[1]
/** A step that an import before this one has done refuses with this code, and is no fault. */
const unlessDone = (step: string, outcome: Answer, doneCode: string): void => {
  if (outcome.ok || outcome.error.code !== doneCode) must(step, outcome)
}

const cycleOfOurs = async ({ db, on }: Given, code: string) => {
  const cycle = await findCycleByCode(db, code)
  return cycle?.openedBy === systemActor(on).id ? cycle : null
}

/** The run with which an import of this quarter ended. */
const runOfOurs = async (given: Given, code: string): Promise<string | null> => {
  const actor = systemActor(given.on)
  const cycle = await cycleOfOurs(given, code)
  const runs = await runsVisible(given.db, actor)
  const ours = runs.find((run) => run.cycleId === cycle?.id && run.preparedBy === actor.id && run.cancelledAt === null)
  return ours?.id ?? null
}

const importValues = async ({ db, file, on, now }: Given, cycleId: string): Promise<number> => {
  const actor = systemActor(on)
  const { id } = must(
    'The actuals',
    await uploadActuals(db, actor, { cycleId, fileName: file.name, bytes: file.bytes }, now),
  )
  const found = await findImport(db, actor, id)
  if (!found) throw new Error('the import is gone')
  const columns = { ...found.mapping.columns, subject: { from: 'pattern', pattern: number } as const }
  const mapping = { ...found.mapping, subject: 'employee' as const, columns }
  must('The mapping', await remapImport(db, actor, { id, revision: found.revision }, mapping, now))
  const mapped = await findImport(db, actor, id)
  if (!mapped) throw new Error('the import is gone')
  const { faults } = await previewOf(db, mapped)
  if (faults[0])
    throw new Stopped(`Row ${faults[0].row}, ${faults[0].column}, "${faults[0].value}": ${faults[0].reason}.`)
  const written = await commitImport(db, actor, { id, revision: mapped.revision }, now)
  unlessDone('The actuals', written, 'nothing-to-write')
  return written.ok ? (written.value.counts.add ?? 0) + (written.value.counts.correct ?? 0) : 0
}

const poolPlan = async ({ db, unitId, on, now }: Given): Promise<string> => {
  const actor = systemActor(on)
  const definition = contentPlans().find((plan) => plan.code === 'shared-pool')
  const unit = await unitOn(db, unitId, on)
  if (!definition || !unit) throw new Error('content/plans/shared-pool.json is gone')
  const known = (await planVersionsVisible(db, actor)).find(
    (version) => version.code === definition.code && version.state === 'active' && version.draftedBy === actor.id,
  )
  if (known) return known.id
  return transact(db, async (tx) => {
    const given = { definition, unitId, unitPath: unit.path }
    const { id: versionId, revision } = must('The plan', await draftPlan(tx, actor, given, now))
    const submitted = must('The plan', await submitPlan(tx, actor, { versionId, revision }, now))
    const decision = { versionId, revision: submitted.revision, decision: 'approved', reason: null } as const
    must('The plan', await decidePlan(tx, actor, decision, now))
    return versionId
  })
}
