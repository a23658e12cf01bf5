import { describe, expect, it } from 'vitest'
import { compile } from '#app/incentives/payout/compiled.ts'
import type { EmployeeInput, RunFrame } from '#app/incentives/payout/run-input.ts'
import { employeeForm } from '#app/incentives/runs/run-input.form.ts'
import { readPortable } from '#app/kernel/portable.form.ts'
import { employee, fixedPool, frame, part, poolShare, run } from './plans.ts'

const dollars = (more = {}) => part({ currency: 'USD', ...more })
const carried = { source: 'run1/9/bonus', component: 'bonus', plan: 'p', minor: 777, dueOn: '2026-10-01' }

/** Both engines, which must say the same. */
const paid = (runFrame: RunFrame, employees: readonly EmployeeInput[]) => {
  const exact = run(runFrame, employees)
  const compiled = compile(runFrame)
  for (const each of employees) compiled.weigh(each)
  expect(compiled.fund().ok).toBe(true)
  const fast = employees.map(compiled.pay)
  expect(fast.flatMap((each) => each.lines)).toEqual(exact.lines.map(({ steps: _, ...line }) => line))
  expect(fast.flatMap((each) => each.exceptions)).toEqual(exact.exceptions)
  return {
    lines: exact.lines.map((line) => [line.employee, line.kind, line.payableMinor]),
    exceptions: exact.exceptions,
    pools: exact.control.pools,
  }
}

describe('base pay in another currency than the plan', () => {
  it('is not read: the person is an exception with the currency, and the others are paid', () => {
    const result = paid(frame(), [employee('1', { parts: [dollars()] }), employee('2')])
    expect(result.lines).toEqual([['2', 'component', 600_000]])
    expect(result.exceptions).toEqual([
      { employee: '1', component: '', code: 'other-currency', severity: 'error', subject: 'USD' },
    ])
  })

  it('keeps every part of the person from being paid, also those in the currency of the plan', () => {
    const moved = employee('1', { parts: [part({ to: '2026-08-15' }), dollars({ from: '2026-08-16' })] })
    expect(paid(frame(), [moved])).toMatchObject({ lines: [], exceptions: [{ code: 'other-currency' }] })
  })

  it('has no weight in a pool', () => {
    const people = [employee('1', { parts: [dollars()] }), employee('2')]
    const result = paid(frame({ components: [poolShare()], pools: [fixedPool(100)] }), people)
    expect(result.lines).toEqual([['2', 'component', 100]])
    expect(result.pools).toMatchObject([{ distributedMinor: 100, balanced: true }])
  })

  it('does not keep back what earlier runs left in the currency of the plan, or what HR adjusts by hand', () => {
    const owed = employee('1', {
      parts: [dollars()],
      held: [{ ...carried, minor: 23 }],
      vested: [carried],
    })
    expect(paid(frame(), [owed]).lines).toEqual([
      ['1', 'held', 23],
      ['1', 'vested', 777],
    ])
    const adjusted = { ...owed, adjustments: [{ component: 'bonus', minor: 5_000, reason: 'agreed in yuan' }] }
    expect(paid(frame(), [adjusted]).lines[0]).toEqual(['1', 'component', 5_000])
  })

  it('does not matter outside the period or the population, or where it is the same after all', () => {
    const paidWith = (parts: EmployeeInput['parts'], population = {}) =>
      paid(frame({ population }), [employee('1', { parts })])
    expect(paidWith([dollars({ to: '2026-06-30' }), part({ from: '2026-07-01' })])).toMatchObject({
      lines: [['1', 'component', 600_000]],
      exceptions: [],
    })
    const beside = [part({ fte: '0.5' }), dollars({ fte: '0.5', post: 'clerk' })]
    expect(paidWith(beside, { posts: ['teller'] })).toMatchObject({
      lines: [['1', 'component', 300_000]],
      exceptions: [],
    })
    expect(paidWith([dollars()], { posts: ['clerk'] })).toEqual({ lines: [], exceptions: [], pools: [] })
    expect(paidWith([dollars({ currency: 'CNY' })]).exceptions).toEqual([])
  })
})

describe('the portable input', () => {
  it('may name the currency of a part', () => {
    const given = employee('1', { parts: [dollars()] })
    expect(readPortable(employeeForm, given)).toEqual({ ok: true, value: given })
    const wrong = employee('1', { parts: [dollars({ currency: 'yuan' })] })
    expect(readPortable(employeeForm, wrong)).toMatchObject({
      error: { detail: [{ path: '$.parts[0].currency' }] },
    })
  })
})
