/** What was calculated by earlier rules comes to the same bytes: the digests are those that these rules gave then. */
import { describe, expect, it } from 'vitest'
import type { RunFrame } from '#app/incentives/payout/run-input.ts'
import type { IncentivePlan } from '#app/incentives/plans/plan.ts'
import { frameText, inLineOrder, inputText, lineText, openDigest } from '#app/incentives/runs/run-digest.server.ts'
import { appraisals, employee, fixedPool, frame, frozenByFirstRules, poolShare, run } from './plans.ts'

const name = { en: 'part' }
const rated = { kind: 'rating-in' as const, ratings: ['A', 'B'] }
const scored = { kind: 'score-at-least' as const, score: '80' }
/** A gate of each effect and a cap, each with a question that only an appraisal answers. */
const asking: Partial<IncentivePlan> = {
  components: [
    { kind: 'target-bonus', code: 'bonus', name, targets: [{ percent: '20' }] },
    { kind: 'target-bonus', code: 'kept', name, targets: [{ percent: '5' }] },
    { kind: 'honour-award', code: 'star', name, awards: [{ honour: 'star', name, minor: 50_000 }] },
    poolShare({ redistribute: true }),
  ],
  pools: [fixedPool(1_000_001)],
  gates: [
    { code: 'half', name, condition: rated, effect: 'reduce', factor: '0.5', components: ['bonus', 'share'] },
    { code: 'wait', name, condition: scored, effect: 'hold', components: ['kept'] },
  ],
  caps: { components: [{ component: 'star', mostMinor: 20_000, unless: scored }] },
}
const honours = [{ honour: 'star', on: '2026-08-08' }]
const people = [
  employee('1', { honours }),
  employee('2', { honours, appraisal: appraisals.C }),
  employee('3', { honours, appraisal: undefined }),
]

const digests = (frozen: RunFrame) => {
  const { lines, exceptions } = run(frozen, people)
  const [inputs, outputs] = [openDigest(), openDigest()]
  inputs.add(frameText(frozen))
  for (const each of people) {
    inputs.add(inputText(each))
    for (const line of inLineOrder(lines.filter((one) => one.employee === each.number))) outputs.add(lineText(line))
  }
  return { inputs: inputs.close(), outputs: outputs.close(), exceptions: exceptions.map(({ code }) => code) }
}

describe('a run with a person whom gates and caps cannot judge', () => {
  it('comes to the same bytes as when the first rules took such pay', () => {
    expect(digests(frozenByFirstRules(frame(asking)))).toEqual({
      inputs: '60326ba884e28641c606c9c4de5454dd60997a4a1c54f444dcc5596c4fb67656',
      outputs: 'ec484f1cc45ec20548a279dc0a66272e794a3358f847db8e586342464f993785',
      exceptions: [],
    })
  })
  it('pays nothing of what asks for them by the rules of today', () => {
    expect(digests(frame(asking))).toEqual({
      inputs: 'b9f3d802cfa2d3296878272c2b57b0a8f048587ad757b74d83498fcecbac530f',
      outputs: '3cbdb14f5c35e970f827aa9510b260901e99201d9821cc9671991d30150147bc',
      exceptions: ['no-rating', 'no-score', 'no-score', 'no-rating'],
    })
  })
})
