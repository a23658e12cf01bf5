/** Kinds of absence, and what each does by default to proration and deadlines. */

export const absenceKinds = ['annual', 'sick', 'maternity', 'parental', 'unpaid', 'other'] as const
export type AbsenceKind = (typeof absenceKinds)[number]

/** What is said of an effect of an absence; nothing leaves it to what is usual for the kind. */
export const effectAnswers = ['', 'yes', 'no'] as const

/** Unpaid leave takes its days out of proration; the other kinds keep paying unless HR says otherwise. */
export const excludesProration = (kind: AbsenceKind): boolean => kind === 'unpaid'
export const extendsDeadlines = (kind: AbsenceKind): boolean => kind !== 'annual'

type Effects<T> = { excludesProration: T; extendsDeadlines: T }

/** The effects of an absence of a kind: what HR said of each, and the usual where nothing was said. */
export const effectsOf = (kind: AbsenceKind, said: Effects<boolean | null>): Effects<boolean> => ({
  excludesProration: said.excludesProration ?? excludesProration(kind),
  extendsDeadlines: said.extendsDeadlines ?? extendsDeadlines(kind),
})

/** How an effect stands in a form: unsaid where it is the usual one, so that it goes with the kind when that is corrected. */
export const effectAnswer = (effect: boolean, usual: boolean): (typeof effectAnswers)[number] =>
  effect === usual ? '' : effect ? 'yes' : 'no'
