import { expect, it } from 'vitest'
import { isLintAt, type Lint } from '#app/kernel/lint.ts'

it('a lint stands at its place and what contains it, not at another of its name', () => {
  const lint: Lint = { code: 'x', severity: 'error', path: '$.lines[10].curve', inputs: {} }
  expect(['lines.10.curve', 'lines.10', 'lines'].map((place) => isLintAt(lint, place))).toEqual([true, true, true])
  expect(['lines.1', 'line', 'lines.10.c'].map((place) => isLintAt(lint, place))).toEqual([false, false, false])
})
