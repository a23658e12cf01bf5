/**
 * First pass over a run's frozen inputs: everyone's weight, then the pools, how the credits are split, and the digest of
 * what was read. It goes along while people are frozen, and reads them all where it did not see that whole. It is pure in
 * the inputs, so both come to the same, and is remembered as long as the frame that was read with it: another freezing of
 * the run, also one by another process, has another frame.
 */
import type { Reader } from '#db/client.server.ts'
import { weigh } from '../payout/payout.ts'
import { type Funded, type FundRefusal, type FundRefused, fund } from '../payout/pool-share.ts'
import type { EmployeeInput, RunFrame } from '../payout/run-input.ts'
import type { PoolWeight } from '../payout/run-result.ts'
import { addSplits, type SplitSums } from '../payout/split-credit.ts'
import { contextOf, type RunContext } from './run-context.ts'
import { frameText, inputText, openDigest } from './run-digest.server.ts'
import { inputChunks, type StoredInput } from './run-inputs.server.ts'
import { takingAlong } from './taken-along.ts'

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

/** The pass under way: `add` everyone in order of employee number, then `close`. */
const openPass = (frame: RunFrame) => {
  const context = contextOf(frame)
  const weights: PoolWeight[] = []
  const splits: SplitSums = new Map()
  const hasPools = frame.plan.components.some((component) => component.kind === 'pool-share')
  const digest = openDigest()
  digest.add(frameText(frame))
  let population = 0
  return {
    add: (input: EmployeeInput) => {
      population += 1
      digest.add(inputText(input))
      addSplits(splits, input)
      if (hasPools) weights.push(...weigh(context, input))
    },
    close: (): Fundings => {
      const funded = fund(context, weights)
      if (!funded.ok) return { ok: false, error: funded.error }
      return { ok: true, value: { context, funded: funded.value, splits, inputDigest: digest.close(), population } }
    },
  }
}
type Fundings = { ok: true; value: FundedRun } | { ok: false; error: FundingRefusal }

const inputsFrozen = takingAlong(openPass)

/** Takes the people along who were frozen after an employee number; nobody is left where there are none. */
export const takeInputsAlong = (frame: RunFrame, after: string, inputs: readonly StoredInput[]): void =>
  inputsFrozen.take(frame, after, inputs.at(-1)?.employeeNumber ?? null, (pass) => {
    for (const { input } of inputs) pass.add(input)
  })

const remembered = new WeakMap<RunFrame, FundedRun>()

export const fundRun = async (db: Reader, runId: string, frame: RunFrame): Promise<Fundings> => {
  const known = remembered.get(frame)
  if (known) return { ok: true, value: known }
  const pass = inputsFrozen.whole(frame) ?? (await passOver(db, runId, frame))
  const funded = pass.close()
  if (funded.ok) remembered.set(frame, funded.value)
  return funded
}

const passOver = async (db: Reader, runId: string, frame: RunFrame) => {
  const pass = openPass(frame)
  for await (const chunk of inputChunks(db, runId)) for (const { input } of chunk) pass.add(input)
  return pass
}
