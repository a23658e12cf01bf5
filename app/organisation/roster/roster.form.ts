import * as z from 'zod/mini'
import { checked, dayField, text } from '#app/kernel/field.form.ts'
import { type RosterMapping, rosterFields } from './roster-mapping.ts'

/** One field's source as the mapping screen posts it: where from, and the heading, the constant or the pattern. */
const sourceField = z.object({
  from: z._default(z.enum(['none', 'column', 'constant', 'pattern']), 'none'),
  heading: z._default(z.string(), ''),
  text: z._default(z.string().check(z.trim(), z.maxLength(200, 'too-long')), ''),
})

const columnsField = z.pipe(
  z.partialRecord(z.enum(rosterFields), sourceField),
  z.transform((given): RosterMapping => {
    const mapping: { -readonly [key in keyof RosterMapping]: RosterMapping[key] } = {}
    for (const field of rosterFields) {
      const source = given[field]
      if (!source) continue
      if (source.from === 'column' && source.heading) mapping[field] = { from: 'column', heading: source.heading }
      if (source.from === 'constant' && source.text) mapping[field] = { from: 'constant', value: source.text }
      if (source.from === 'pattern' && source.text) mapping[field] = { from: 'pattern', pattern: source.text }
    }
    return mapping
  }),
)

export const rosterForm = z.object({
  columns: columnsField,
  effectiveOn: dayField,
  unitId: text(),
  absentMeansLeft: checked,
  makeUnits: checked,
  makePosts: checked,
})
