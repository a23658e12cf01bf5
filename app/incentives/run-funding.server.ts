/**
 * First pass over a run's frozen inputs: everyone's weight, then the pools, and how the credits are split. It is pure in
 * the inputs, so a worker that starts again after a crash computes the same; it is remembered while the run is worked on.
 */
import type { Reader } from '#db/client.server.ts'
import { weigh } from './payout.ts'
import { type Funded, fund } from './pool-share.ts'
import { contextOf, type RunContext } from './run-context.ts'
import type { RunFrame } from './run-input.ts'
import { inputChunks } from './run-inputs.server.ts'
import type { PoolWeight } from './run-result.ts'
import { addSplits, type SplitSums } from './split-credit.ts'

/** `splits`: shares of every credit over the whole run, which must come to 100 %. */
export type FundedRun = { context: RunContext; funded: Funded; splits: SplitSums }
export type FundingRefusal = { code: string; detail?: { pool: string; unit: string | null } }

let remembered: { runId: string; funded: FundedRun } | null = null

export const fundRun = async (
  db: Reader,
  runId: string,
  frame: RunFrame,
): Promise<{ ok: true; value: FundedRun } | { ok: false; error: FundingRefusal }> => {
  if (remembered?.runId === runId) return { ok: true, value: remembered.funded }
  const context = contextOf(frame)
  const weights: PoolWeight[] = []
  const splits: SplitSums = new Map()
  const hasPools = frame.plan.components.some((component) => component.kind === 'pool-share')
  for await (const chunk of inputChunks(db, runId))
    for (const { input } of chunk) {
      addSplits(splits, input)
      if (hasPools) weights.push(...weigh(context, input))
    }
  const funded = fund(context, weights)
  if (!funded.ok) return { ok: false, error: funded.error }
  remembered = { runId, funded: { context, funded: funded.value, splits } }
  return { ok: true, value: remembered.funded }
}

/** Frees what was remembered: the run is done, or its inputs are frozen anew. */
export const forgetFunding = (): void => {
  remembered = null
}
