import { recordSighting } from '#app/audit/sightings.server.ts'
import { translator } from '#app/i18n/words.server.ts'
import { planFor, stepNames } from '#app/incentives/plans/plan-names.server.ts'
import { releasedLateOn } from '#app/incentives/runs/run.ts'
import { type Say, statementDocument } from '#app/incentives/statements/statement.pdf.ts'
import { findStatement } from '#app/incentives/statements/statements.server.ts'
import { downloadHeaders } from '#app/kernel/list-export.server.ts'
import { pdfOf } from '#app/kernel/pdf.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** A statement on A4, one's own once released, another's as the policy says and recorded. */
export const loader = signedIn(async ({ db, actor, params, url, now, locale, settings }) => {
  const statement =
    params.runId && params.employeeId ? await findStatement(db, actor, params.runId, params.employeeId) : null
  if (!statement) return notFound()
  if (!statement.isOwn) await recordSighting(db, actor, 'pay', [statement.employeeId], url.pathname, now)
  const t = translator(locale, 'incentives', settings.timeZone)
  const say: Say = (key, values) =>
    t.markup(
      key as never,
      {
        ...values,
        code: (chunks: string) => chunks,
        b: (chunks: string) => chunks,
        source: (chunks: string) => chunks,
      } as never,
    )
  const { names } = await planFor(db, statement.planVersionId)
  const codes = await stepNames(db, statement.planVersionId, statement.lines, statement.toOn)
  const bytes = await pdfOf(
    statementDocument(
      {
        ...{ ...statement, bank: settings.name, names, codes },
        ...{ isReleased: statement.releasedAt !== null, lateOn: releasedLateOn(statement, settings.timeZone) },
      },
      locale,
      say,
    ),
  )
  return new Response(bytes as BodyInit, {
    headers: downloadHeaders(
      `${statement.employeeNumber}-${statement.planCode}-${statement.toOn}.pdf`,
      'application/pdf',
    ),
  })
})
