/** Names of pulses and themes for the audit trail; a suggestion has none, so that nothing leads to its words. */
import { namer } from '#app/audit/subject-names.server.ts'
import { can } from '#app/identity/policy.ts'
import { unitPathColumn } from '#app/organisation/units/unit-paths.server.ts'
import { paths } from '#app/paths.ts'
import { anyOf } from '#db/any-of.server.ts'
import { pulses, themes } from '#db/schema/feedback.ts'

const pulseNames = namer(
  (db, ids, actor) =>
    db
      .select({ id: pulses.id, name: pulses.name, unitPath: unitPathColumn(pulses.unitId, actor.today) })
      .from(pulses)
      .where(anyOf(pulses.id, ids)),
  (row, actor) => ({ ...row, to: can(actor, 'pulse.read', row) ? paths.pulse(row.id) : null }),
)

const themeNames = namer(
  (db, ids) => db.select({ id: themes.id, name: themes.name }).from(themes).where(anyOf(themes.id, ids)),
  (row, actor) => ({ ...row, unitPath: '/', to: can(actor, 'suggestion.sort-any') ? paths.themes(row.id) : null }),
)

export const feedbackNames = { pulse: pulseNames, theme: themeNames }
