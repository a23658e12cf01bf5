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
type Place = [path: (string | number)[], value: string]
const decimalIssues = (fields: readonly Place[]): Issue[] =>
  fields.flatMap(([path, value]) =>
    value === '' ? [{ path, message: 'required' }] : isDecimalText(value) ? [] : [{ path, message: 'not-a-number' }],
  )

/** Rows in which something stands, each with its place in the form: one that was emptied may stand between others. */
const filled = <Row extends object>(rows: readonly Row[]): { row: Row; place: number }[] =>
  rows.map((row, place) => ({ row, place })).filter(({ row }) => !isEmpty(row))
const isEmpty = (row: object): boolean =>
  Object.values(row).every((value: unknown) => value === '' || (typeof value === 'object' && value && isEmpty(value)))

const placesOf = (rows: readonly { place: number }[]): number[] => rows.map(({ place }) => place)

/** The curve that the fields mean, what is wrong with them, and the row of the form in which each row of it stands. */
export const curveOf = (fields: CurveFields): { curve: Curve; issues: Issue[]; places: number[] } => {
  const { kind, direction, floor, cap, per } = fields
  switch (kind) {
    case 'linear':
      return {
        curve: { kind, direction, floor, cap },
        issues: decimalIssues([
          [['floor'], floor],
          [['cap'], cap],
        ]),
        places: [],
      }
    case 'deduct':
      return {
        curve: { kind, per, floor },
        issues: decimalIssues([
          [['per'], per],
          [['floor'], floor],
        ]),
        places: [],
      }
    case 'piecewise': {
      const rows = filled(fields.knots)
      const at = rows.flatMap(({ row, place }): Place[] => [
        [['knots', place, 'at'], row.at],
        [['knots', place, 'points'], row.points],
      ])
      return { curve: { kind, knots: rows.map(({ row }) => row) }, issues: decimalIssues(at), places: placesOf(rows) }
    }
    case 'step': {
      const rows = filled(fields.bands)
      const at = rows.flatMap(({ row, place }): Place[] => [
        ...(['from', 'to'] as const).flatMap((side): Place[] =>
          row[side] === '' ? [] : [[['bands', place, side], row[side]]],
        ),
        [['bands', place, 'points'], row.points],
      ])
      const bands = rows.map(({ row }) => ({ from: row.from || null, to: row.to || null, points: row.points }))
      return { curve: { kind, direction, bands }, issues: decimalIssues(at), places: placesOf(rows) }
    }
    case 'anchored': {
      const rows = filled(fields.levels)
      const at = rows.map(({ row, place }): Place => [['levels', place, 'points'], row.points])
      const levels = rows.map(({ row: { anchor: words, ...level } }) => ({
        ...level,
        anchor: {
          ...(words['zh-CN'] && { 'zh-CN': words['zh-CN'] }),
          ...(words.en && { en: words.en }),
          ...(!words['zh-CN'] && !words.en && { en: level.level }),
        },
      }))
      const unnamed = rows.flatMap(({ row, place }): Issue[] =>
        row.level === '' ? [{ path: ['levels', place, 'level'], message: 'required' }] : [],
      )
      return { curve: { kind, levels }, issues: [...decimalIssues(at), ...unnamed], places: placesOf(rows) }
    }
  }
}

export const curveInputForm = z.pipe(
  fieldsForm.check(
    z.superRefine((fields, context) => {
      const { curve, issues, places } = curveOf(fields)
      const inForm = (step: string | number) => (typeof step === 'number' ? (places[step] ?? step) : step)
      const faults =
        issues.length > 0
          ? issues
          : curveFaults(curve).map(({ path, code }) => ({ path: path.map(inForm), message: code }))
      for (const issue of faults) context.addIssue({ code: 'custom', ...issue })
    }),
  ),
  z.transform((fields): Curve => curveOf(fields).curve),
)

/**
 * The table's fields as they were sent, or stand in the page, sound or not. Of other kinds than the one that was shown
 * nothing is there: they stay as they were.
 */
export const sentFields = (sent: unknown, other: CurveFields = fieldsOf(null)): CurveFields | null => {
  const read = fieldsForm.safeParse(sent && { ...other, ...Object(sent) })
  if (!read.success) return null
  const rowsOr = <Row extends object>(rows: readonly Row[], begun: Row[]): Row[] => {
    const kept = rows.slice(0, rows.findLastIndex((row) => !isEmpty(row)) + 1)
    return kept.length > 0 ? kept : begun
  }
  return {
    ...read.data,
    knots: rowsOr(read.data.knots, other.knots),
    bands: rowsOr(read.data.bands, other.bands),
    levels: rowsOr(read.data.levels, other.levels),
  }
}

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
