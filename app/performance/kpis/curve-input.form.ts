/** A curve as the studio's table posts it: rows that were left empty are no rows, an empty bound is open. */
import * as z from 'zod/mini'
import { isDecimalText } from '#app/kernel/decimal.ts'
import { type Curve, curveKinds, directions } from '../curve.ts'
import { curveFaults } from '../curve-fault.ts'

const text = z._default(z.string().check(z.trim(), z.maxLength(200, 'too-long')), '')
const anchor = z._default(z.object({ 'zh-CN': text, en: text }), { 'zh-CN': '', en: '' })
const rows = <T extends z.ZodMiniType>(row: T) => z._default(z.array(row).check(z.maxLength(101, 'invalid')), [])

const fieldsForm = z.object({
  kind: z.enum(curveKinds, 'required'),
  direction: z._default(z.enum(directions), 'higher'),
  floor: text,
  cap: text,
  per: text,
  knots: rows(z.object({ at: text, points: text })),
  bands: rows(z.object({ from: text, to: text, points: text })),
  levels: rows(z.object({ level: text, points: text, anchor })),
})
export type CurveFields = z.output<typeof fieldsForm>

type Issue = { path: (string | number)[]; message: string }
const decimalIssues = (fields: readonly [path: (string | number)[], value: string][]): Issue[] =>
  fields.flatMap(([path, value]) =>
    value === '' ? [{ path, message: 'required' }] : isDecimalText(value) ? [] : [{ path, message: 'not-a-number' }],
  )

/** The curve that the fields mean, with the place of each in the form. */
export const curveOf = (fields: CurveFields): { curve: Curve; issues: Issue[] } => {
  const { kind, direction, floor, cap, per } = fields
  switch (kind) {
    case 'linear':
      return {
        curve: { kind, direction, floor, cap },
        issues: decimalIssues([
          [['floor'], floor],
          [['cap'], cap],
        ]),
      }
    case 'deduct':
      return {
        curve: { kind, per, floor },
        issues: decimalIssues([
          [['per'], per],
          [['floor'], floor],
        ]),
      }
    case 'piecewise': {
      const knots = fields.knots.filter((knot) => knot.at !== '' || knot.points !== '')
      const at = knots.flatMap((knot, row): [(string | number)[], string][] => [
        [['knots', row, 'at'], knot.at],
        [['knots', row, 'points'], knot.points],
      ])
      return { curve: { kind, knots }, issues: decimalIssues(at) }
    }
    case 'step': {
      const bands = fields.bands.filter((band) => band.from !== '' || band.to !== '' || band.points !== '')
      const at = bands.flatMap((band, row): [(string | number)[], string][] => [
        ...(band.from === '' ? [] : [[['bands', row, 'from'], band.from] as [(string | number)[], string]]),
        ...(band.to === '' ? [] : [[['bands', row, 'to'], band.to] as [(string | number)[], string]]),
        [['bands', row, 'points'], band.points],
      ])
      const open = bands.map((band) => ({ from: band.from || null, to: band.to || null, points: band.points }))
      return { curve: { kind, direction, bands: open }, issues: decimalIssues(at) }
    }
    case 'anchored': {
      const levels = fields.levels.filter((level) => level.level !== '' || level.points !== '')
      const at = levels.map((level, row): [(string | number)[], string] => [['levels', row, 'points'], level.points])
      const named = levels.map(({ anchor: words, ...level }) => ({
        ...level,
        anchor: {
          ...(words['zh-CN'] && { 'zh-CN': words['zh-CN'] }),
          ...(words.en && { en: words.en }),
          ...(!words['zh-CN'] && !words.en && { en: level.level }),
        },
      }))
      const unnamed = levels.flatMap((level, row): Issue[] =>
        level.level === '' ? [{ path: ['levels', row, 'level'], message: 'required' }] : [],
      )
      return { curve: { kind, levels: named }, issues: [...decimalIssues(at), ...unnamed] }
    }
  }
}

export const curveInputForm = z.pipe(
  fieldsForm.check(
    z.superRefine((fields, context) => {
      const { curve, issues } = curveOf(fields)
      const faults =
        issues.length > 0 ? issues : curveFaults(curve).map(({ path, code }) => ({ path: [...path], message: code }))
      for (const issue of faults) context.addIssue({ code: 'custom', ...issue })
    }),
  ),
  z.transform((fields): Curve => curveOf(fields).curve),
)

/** A curve as the table's fields: what is not of its kind begins with something sensible. */
export const fieldsOf = (curve: Curve | null): CurveFields => ({
  kind: curve?.kind ?? 'linear',
  direction: curve && 'direction' in curve ? curve.direction : 'higher',
  floor: curve && 'floor' in curve ? curve.floor : '0',
  cap: curve && 'cap' in curve ? curve.cap : '120',
  per: curve && 'per' in curve ? curve.per : '5',
  knots:
    curve?.kind === 'piecewise'
      ? curve.knots.map((knot) => ({ ...knot }))
      : [
          { at: '80', points: '60' },
          { at: '100', points: '100' },
        ],
  bands:
    curve?.kind === 'step'
      ? curve.bands.map((band) => ({ from: band.from ?? '', to: band.to ?? '', points: band.points }))
      : [
          { from: '', to: '80', points: '60' },
          { from: '80', to: '', points: '100' },
        ],
  levels:
    curve?.kind === 'anchored'
      ? curve.levels.map((level) => ({
          ...level,
          anchor: { 'zh-CN': level.anchor['zh-CN'] ?? '', en: level.anchor.en ?? '' },
        }))
      : ['40', '60', '80', '100', '115'].map((points, index) => ({
          level: String(index + 1),
          points,
          anchor: { 'zh-CN': '', en: '' },
        })),
})
