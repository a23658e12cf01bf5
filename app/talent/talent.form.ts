import * as z from 'zod/mini'
import { chosenForm, dayField, maybeText, revisionField, text, wordsField } from '#app/kernel/field.form.ts'
import { actionKinds } from './development.ts'
import { readinessLevels } from './echelon.ts'

export const openEchelonForm = z.object({ name: wordsField(120), postId: text(), unitId: text() })
export const nominateForm = z.object({
  employeeId: text(),
  readiness: z.enum(readinessLevels, 'required'),
  reason: text(500),
})
export const moveForm = z.extend(chosenForm, { readiness: z.enum(readinessLevels, 'required') })
export const leaveForm = z.extend(chosenForm, { reason: text(500) })

const planFields = { targetPostId: text(), fromOn: dayField, toOn: dayField }
const inOrder = z.refine<{ fromOn: string; toOn: string }>((plan) => plan.toOn >= plan.fromOn, {
  message: 'ends-before-it-begins',
  path: ['toOn'],
})
export const planForm = z.object(planFields).check(inOrder)
export const changePlanForm = z.object({ ...planFields, revision: revisionField }).check(inOrder)

const wanted = z.pipe(
  z._default(z.string().check(z.trim(), z.regex(/^(\d{1,2})?$/, 'not-a-number')), ''),
  z.transform((value) => Number(value) || null),
)
/** One action: what it points at depends on its kind. */
export const actionForm = z
  .object({
    kind: z.enum(actionKinds, 'required'),
    courseId: maybeText(60),
    pairingId: maybeText(60),
    competencyId: maybeText(60),
    text: maybeText(500),
    wanted,
    dueOn: dayField,
    revision: revisionField,
  })
  .check(
    z.refine((action) => action.kind !== 'course' || action.courseId !== null, {
      message: 'required',
      path: ['courseId'],
    }),
    z.refine((action) => action.kind !== 'mentoring' || action.pairingId !== null, {
      message: 'required',
      path: ['pairingId'],
    }),
    z.refine((action) => action.kind !== 'competency' || action.competencyId !== null, {
      message: 'required',
      path: ['competencyId'],
    }),
    z.refine((action) => (action.kind !== 'project' && action.kind !== 'rotation') || action.text !== null, {
      message: 'required',
      path: ['text'],
    }),
  )
export const correctActionForm = z.object({
  id: text(),
  text: maybeText(500),
  wanted,
  dueOn: dayField,
  revision: revisionField,
})
