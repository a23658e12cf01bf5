/**
 * First pass over a run's frozen inputs: everyone's weight, then the pools, how the credits are split, and the digest of
 * what was read. It is pure in the inputs, so a worker that starts again after a crash computes the same; it is
 * remembered as long as the frame that was read with it. Another freezing of the run, also one by another process, has
 * another frame.
 */
import type { Reader } from '#db/client.server.ts'
import { weigh } from '../payout/payout.ts'
import { type Funded, type FundRefusal, type FundRefused, fund } from '../payout/pool-share.ts'
import type { RunFrame } from '../payout/run-input.ts'
import type { PoolWeight } from '../payout/run-result.ts'
import { addSplits, type SplitSums } from '../payout/split-credit.ts'
import { contextOf, type RunContext } from './run-context.ts'
import { frameText, inputText, openDigest } from './run-digest.server.ts'
import { inputChunks } from './run-inputs.server.ts'

export type FundedRun = {
  context: RunContext
  funded: Funded
  /** Shares of every credit over the whole run, which must come to 100 %. */
  splits: SplitSums
  /** Of the frame and every input, and how many these are. */
  inputDigest: string
  population: number
}
export type FundingRefusal = { code: FundRefusal; detail?: FundRefused }

const remembered = new WeakMap<RunFrame, FundedRun>()

export const fundRun = async (
  db: Reader,
  runId: string,
  frame: RunFrame,
): Promise<{ ok: true; value: FundedRun } | { ok: false; error: FundingRefusal }> => {
  const known = remembered.get(frame)
  if (known) return { ok: true, value: known }
  const context = contextOf(frame)
  const weights: PoolWeight[] = []
  const splits: SplitSums = new Map()
  const hasPools = frame.plan.components.some((component) => component.kind === 'pool-share')
  const digest = openDigest()
  digest.add(frameText(frame))
  let population = 0
  for await (const chunk of inputChunks(db, runId))
    for (const { input } of chunk) {
      population += 1
      digest.add(inputText(input))
      addSplits(splits, input)
      if (hasPools) weights.push(...weigh(context, input))
    }
  const funded = fund(context, weights)
  if (!funded.ok) return { ok: false, error: funded.error }
  const value = { context, funded: funded.value, splits, inputDigest: digest.close(), population }
  remembered.set(frame, value)
  return { ok: true, value }
}
