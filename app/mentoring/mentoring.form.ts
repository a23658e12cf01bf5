import * as z from 'zod/mini'
import { checked, dayField, maybeDay, maybeText, revisionField, text, wordsField } from '#app/kernel/field.form.ts'
import { matchMethods, mostAtOnce, programmeKinds } from './programme.ts'

const whole = (least: number, most: number) =>
  z.pipe(
    z.string().check(
      z.trim(),
      z.regex(/^\d{1,4}$/, 'not-a-number'),
      z.refine((value) => Number(value) >= least && Number(value) <= most, 'out-of-range'),
    ),
    z.transform(Number),
  )
/** Ids in the order chosen; empty ones and repeats fall away. */
const chosen = z.pipe(
  z._default(z.array(z.string()), []),
  z.transform((ids) => [...new Set(ids.filter(Boolean))]),
)
const terms = {
  name: wordsField(120),
  kind: z.enum(programmeKinds, 'required'),
  fromOn: dayField,
  toOn: dayField,
  notOwnManager: checked,
  sameCity: checked,
  otherUnit: checked,
  minimumYears: whole(0, 40),
  method: z.enum(matchMethods, 'required'),
}
export const openProgrammeForm = z.object({
  ...terms,
  code: z.string().check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/, 'not-a-code')),
  unitId: text(),
})
export const reviseProgrammeForm = z.object({ ...terms, revision: revisionField })

export const joinMentorForm = z.object({ programmeId: text(), capacity: whole(1, 20) })
export const joinMenteeForm = z.object({ programmeId: text(), competencyIds: chosen })
/** First, second and third wish. */
export const wishesForm = z.object({ programmeId: text(), wishes: chosen })
export const programmeForm = z.object({ programmeId: text() })
export const addMentorForm = z.object({ employeeId: text(), capacity: whole(1, 20) })
export const addMenteeForm = z.object({ employeeId: text(), competencyIds: chosen })
export const participantForm = z.object({ employeeId: text() })

/** The preview as it is confirmed: a mentor for each mentee, and why where it is not the proposed one. */
export const confirmForm = z.object({
  revision: revisionField,
  pairs: z._default(
    z
      .array(z.object({ menteeId: text(), mentorId: maybeText(), reason: maybeText(500) }))
      .check(z.maxLength(mostAtOnce)),
    [],
  ),
})

export const goalForm = z.object({ text: text(500), dueOn: maybeDay })
export const agendaForm = z.object({ agenda: maybeText(2_000), nextOn: maybeDay, revision: revisionField })
export const sessionForm = z.object({
  heldOn: dayField,
  minutes: whole(5, 600),
  topics: text(2_000),
  agreed: text(2_000),
})
export const correctSessionForm = z.extend(sessionForm, { id: text(), revision: revisionField })
export const evaluationForm = z.object({ text: text(2_000), revision: revisionField })
export const endPairingForm = z.object({ reason: text(500), revision: revisionField })
