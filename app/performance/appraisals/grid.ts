/** The manager's scoring grid: what the browser needs to show points, total and rating at once, by the bank's rules. */
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { type CompiledCurve, compileCurve } from '../compiled-curve.ts'
import { compileScorecard, hundredthsText, type Scored } from '../compiled-scorecard.ts'
import { type Scorecard, scoreScorecard } from '../scorecard.ts'
import { isCounted, type Template, type TemplateLine, templateLine } from '../template.ts'
import { type CardLine, type CardReview, entryOf, goalLineOf, type ScoredCard, scorecardOf } from './card.ts'

/** What of a template is shown or scored by, once for everyone who has it. */
export type GridTemplate = Pick<
  Template,
  'code' | 'name' | 'lines' | 'perspectives' | 'missing' | 'adjustments' | 'range' | 'bands'
>
export type GridLine = Omit<CardLine, 'goal'>
export type GridPart = {
  sheetId: string
  versionId: string
  fromOn: Day
  toOn: Day
  /** Scored by whoever looks; another manager's part only counts in the total. */
  isMine: boolean
  lines: readonly GridLine[]
}
export type GridPerson = {
  employeeId: string
  appraisalId: string
  name: string
  number: string
  post: Words | null
  isSubmitted: boolean
  review: ScoredCard['review'] & Pick<CardReview, 'selfComment' | 'managerComment'>
  vetoes: ScoredCard['vetoes']
  parts: readonly GridPart[]
}
export type Grid = {
  cycle: { id: string; name: Words; fromOn: Day; toOn: Day }
  templates: Record<string, GridTemplate>
  people: readonly GridPerson[]
}

/** A mark as it stands in the browser: what was typed, and the revision that the server knows. */
export type MarkNow = { mark: string | null; revision: number }
export type MarksNow = ReadonlyMap<string, MarkNow>

export const marksAtStart = (grid: Grid): Map<string, MarkNow> =>
  new Map(
    grid.people.flatMap((person) =>
      person.parts.flatMap((part) =>
        part.lines.map((line) => {
          const given = line.marks.find((mark) => mark.perspective === 'manager')
          return [line.id, { mark: given?.mark ?? null, revision: given?.revision ?? 0 }] as const
        }),
      ),
    ),
  )

/** What stood in a row's cells when it was drawn: revision and mark by line. A post without JavaScript brings it back. */
export type GivenMarks = Readonly<Record<string, readonly [revision: number, mark: string]>>
export const givenText = (part: GridPart, marks: MarksNow): string => {
  const given: GivenMarks = Object.fromEntries(
    part.lines.flatMap(({ id }) => {
      const now = marks.get(id)
      return now?.mark ? [[id, [now.revision, now.mark]]] : []
    }),
  )
  return JSON.stringify(given)
}

const compiled = new WeakMap<object, CompiledCurve>()
/** Points of one value on a line's curve, to 0.01; null when there is none or it cannot be read. */
export const pointsAt = (line: TemplateLine, value: string | null, target: string | null): number | null => {
  if (value === null) return null
  const curve = compiled.get(line.curve) ?? compileCurve(line.curve)
  compiled.set(line.curve, curve)
  const hundredths = curve(value, target ?? undefined)
  return Number.isNaN(hundredths) ? null : hundredths / 100
}

/** In the order in which they are shown: what is to be marked stands beside the name, what was measured after it. */
export const linesShown = (template: GridTemplate): readonly TemplateLine[] => {
  const isJudged = (line: TemplateLine) => line.source === 'judged'
  return [...template.lines.filter(isJudged), ...template.lines.filter((line) => !isJudged(line))]
}

export type Cell = { points: number | null; self: number | null; isJudged: boolean }
export const cellOf = (template: GridTemplate, line: GridLine, marks: MarksNow): Cell => {
  const rule = templateLine(template, line.kpiCode)
  const self = line.marks.find((mark) => mark.perspective === 'self')?.mark ?? null
  return rule.source === 'judged'
    ? {
        points: pointsAt(rule, marks.get(line.id)?.mark ?? null, line.target),
        self: pointsAt(rule, self, line.target),
        isJudged: true,
      }
    : { points: pointsAt(rule, line.actual?.value ?? null, line.target), self: null, isJudged: false }
}

/** Score and rating as they would be with these marks; exactly what submitting will store. */
export const totalOf = (grid: Grid, person: GridPerson, marks: MarksNow): Scored => {
  const card: ScoredCard = {
    review: person.review,
    vetoes: person.vetoes,
    parts: person.parts.flatMap((part) => {
      const template = grid.templates[part.versionId]
      if (!template) return []
      const lines = part.lines.map((line) => lineWith(template, line, part.isMine ? marks : null))
      return [{ sheet: { fromOn: part.fromOn, toOn: part.toOn }, template, lines }]
    }),
  }
  return quickly(card) ?? exactly(scorecardOf(grid.cycle, card))
}

const whole = new WeakMap<object, ReturnType<typeof compileScorecard>>()
/** The common card — one part on its template's own weights, nothing moved — in whole numbers; null for any other. */
const quickly = ({ parts, vetoes, review }: ScoredCard): Scored | null => {
  const [part, ...more] = parts
  if (!part || more.length > 0 || vetoes.length > 0 || review.adjustment !== null || review.calibratedRating !== null)
    return null
  const { template, lines } = part
  const isTemplates = (line: CardLine, index: number) =>
    template.lines[index]?.kpi === line.kpiCode &&
    template.lines[index].weightBp === line.weightBp &&
    !line.isTargetProrated &&
    [line.actual?.value ?? null, ...line.marks.map((mark) => mark.mark)].every(
      (value) => value === null || pointsAt(line.goal, value, line.target) !== null,
    )
  if (lines.length !== template.lines.length || !lines.every(isTemplates)) return null
  const score = whole.get(template) ?? compileScorecard(template.lines, template)
  whole.set(template, score)
  return score(
    lines.map(entryOf),
    lines.map((line) => line.target ?? undefined),
  )
}

const exactly = (card: Scorecard): Scored => {
  const outcome = scoreScorecard(card)
  if (!outcome.ok || outcome.value.score === null) return { hundredths: null, finalRating: null, band: null }
  const { score, finalRating, band } = outcome.value
  return { hundredths: Math.round(Number(score) * 100), finalRating, band }
}

const lineWith = (template: GridTemplate, line: GridLine, marks: MarksNow | null): CardLine => {
  const now = marks?.get(line.id)
  const others = line.marks.filter((mark) => mark.perspective !== 'manager' || !now)
  const own = now?.mark
    ? [{ perspective: 'manager' as const, mark: now.mark, comment: null, revision: now.revision }]
    : []
  return { ...line, goal: goalLineOf(template, line), marks: [...others, ...own] }
}

export const scoreText = (scored: Scored): string | null =>
  scored.hundredths === null ? null : hundredthsText(scored.hundredths)

/** Judged lines of one's own parts that still have no mark. */
export const missingMarks = (grid: Grid, person: GridPerson, marks: MarksNow): number =>
  person.parts.flatMap(({ isMine, versionId, lines }) => {
    const template = grid.templates[versionId]
    if (!isMine || !template || !isCounted(template.perspectives, 'manager')) return []
    return lines.filter((line) => templateLine(template, line.kpiCode).source === 'judged' && !marks.get(line.id)?.mark)
  }).length
