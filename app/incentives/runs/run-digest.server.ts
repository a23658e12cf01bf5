/**
 * Digests of a run: SHA-256 over canonical JSON, one value a line — the frame and every input, or every line with its
 * steps — in order of employee number. Equal digests mean equal bytes, years later.
 */
import { createHash } from 'node:crypto'
import { canonical, type Json } from '#app/kernel/canonical.ts'
import type { EmployeeInput, RunFrame } from '../payout/run-input.ts'
import type { ExplainedLine } from '../payout/run-result.ts'

/** Plain data passes through JSON unchanged; this only tells the compiler. */
const asJson = (value: unknown): Json => value as Json

export const openDigest = () => {
  const hash = createHash('sha256')
  return {
    add: (text: string) => {
      hash.update(text)
      hash.update('\n')
    },
    close: () => hash.digest('hex'),
  }
}

export const frameText = (frame: RunFrame): string => canonical(asJson(frame))
export const inputText = (input: EmployeeInput): string => canonical(asJson(input))

/** A line as it is digested: figures, schedule, gates and steps, without ids of rows. */
export const lineText = ({ steps, ...line }: ExplainedLine): string => lineTextWith(line, canonical(asJson(steps)))

/** The same of a line whose steps are canonical already, as they are stored. */
export const lineTextWith = (line: Omit<ExplainedLine, 'steps'>, steps: string): string => {
  const figures = canonical(
    asJson([
      line.employee,
      line.kind,
      line.component,
      line.source ?? '',
      [
        line.calculatedMinor,
        line.forfeitedMinor,
        line.cutMinor,
        line.adjustedMinor,
        line.awardedMinor,
        line.deferredMinor,
        line.heldMinor,
        line.payableMinor,
      ],
      line.instalments.map(({ no, dueOn, minor }) => [no, dueOn, minor]),
      line.heldBy,
    ]),
  )
  return `${figures.slice(0, -1)},${steps}]`
}

/** Lines of one person in the order in which they are stored and digested. */
export const inLineOrder = (lines: readonly ExplainedLine[]): ExplainedLine[] =>
  [...lines].sort((a, b) => {
    const [left, right] = [a, b].map((line) => `${line.kind} ${line.component} ${line.source ?? ''}`)
    return (left ?? '') < (right ?? '') ? -1 : (left ?? '') > (right ?? '') ? 1 : 0
  })
