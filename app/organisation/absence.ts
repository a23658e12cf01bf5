/** Kinds of absence, what each does by default to proration and deadlines, and how days are counted. */
import { type Day, daysInclusive, earlier, later } from '#app/kernel/day.ts'

export const absenceKinds = ['annual', 'sick', 'maternity', 'parental', 'unpaid', 'other'] as const
export type AbsenceKind = (typeof absenceKinds)[number]

/** Unpaid leave takes its days out of proration; the other kinds keep paying unless HR says otherwise. */
export const excludesProration = (kind: AbsenceKind): boolean => kind === 'unpaid'
export const extendsDeadlines = (kind: AbsenceKind): boolean => kind !== 'annual'

/** Days from `from` to `to`, both counted, that lie in at least one of the spans out of proration. */
export const unpaidDays = (
  absences: readonly { from: Day; to: Day; excludesProration: boolean }[],
  from: Day,
  to: Day,
): number => {
  let [days, counted] = [0, '']
  const cut = absences
    .filter((span) => span.excludesProration && span.from <= to && span.to >= from)
    .map((span) => ({ from: later(span.from, from), to: earlier(span.to, to) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const span of cut) {
    if (span.to <= counted) continue
    days += daysInclusive(span.from, span.to) - (span.from <= counted ? daysInclusive(span.from, counted) : 0)
    counted = span.to
  }
  return days
}
