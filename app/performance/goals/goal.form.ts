/** Targets and weights as a goal sheet posts them. */
import * as z from 'zod/mini'
import { maybeDecimal, percentField, revisionField, text } from '#app/kernel/field.form.ts'

const targetForm = z.pipe(
  z.object({ lineId: text(), target: maybeDecimal, weight: percentField }),
  z.transform(({ lineId, target, weight }) => ({ lineId, target, weightBp: weight })),
)
const targets = z.array(targetForm).check(z.minLength(1, 'required'), z.maxLength(100, 'invalid'))
export const proposeForm = z.object({ revision: revisionField, targets })
export const changeForm = z.object({ revision: revisionField, reason: text(1000), targets })
export const changeRefForm = z.object({ changeId: text() })
