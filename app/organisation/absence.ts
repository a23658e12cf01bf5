/** Kinds of absence, and what each does by default to proration and deadlines. */

export const absenceKinds = ['annual', 'sick', 'maternity', 'parental', 'unpaid', 'other'] as const
export type AbsenceKind = (typeof absenceKinds)[number]

/** Unpaid leave takes its days out of proration; the other kinds keep paying unless HR says otherwise. */
export const excludesProration = (kind: AbsenceKind): boolean => kind === 'unpaid'
export const extendsDeadlines = (kind: AbsenceKind): boolean => kind !== 'annual'
