/** `course.json` of a content folder, as an author writes it. */
import * as z from 'zod/mini'
import { codeForm, listOf, percentForm, positiveForm, wordsForm } from '#app/kernel/portable.form.ts'

const slugForm = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'needs small letters, digits and hyphens'))
const countForm = z.int().check(z.minimum(1), z.maximum(1000))
const daysForm = z.int().check(z.minimum(0), z.maximum(3660))
/** Authors write 80 or "80"; from here on it is a decimal text. */
const numberText = <S extends z.ZodMiniType<string, string>>(form: S) =>
  z.pipe(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((value) => String(value)),
    ),
    form,
  )

const certificationForm = z.strictObject({
  code: codeForm,
  name: wordsForm,
  valid_months: z.nullable(countForm),
  renew_window_days: daysForm,
  grace_days: daysForm,
})
const lessonForm = z.strictObject({ slug: slugForm, title: wordsForm, minutes: countForm })
const assessmentForm = z
  .strictObject({
    questions_drawn: countForm,
    time_limit_minutes: countForm,
    pass_percent: numberText(percentForm),
    attempts: z.nullable(countForm),
    shuffle: z.boolean(),
    draw: listOf(z.strictObject({ tag: codeForm, questions: countForm, points: numberText(positiveForm) })),
  })
  .check(
    z.refine(
      (assessment) => assessment.draw.reduce((sum, part) => sum + part.questions, 0) === assessment.questions_drawn,
      'needs parts of the draw that add up to questions_drawn',
    ),
  )

export const courseFile = z.strictObject({
  slug: slugForm,
  code: codeForm,
  title: wordsForm,
  summary: wordsForm,
  hours: numberText(positiveForm),
  mandatory_for: listOf(codeForm),
  certification: z.optional(certificationForm),
  lessons: listOf(lessonForm, 100).check(z.minLength(1)),
  assessment: z.optional(assessmentForm),
})
export type CourseFile = z.output<typeof courseFile>
