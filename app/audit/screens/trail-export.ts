/** The trail as a file, with the filters of the page, within the reader's part of the bank and in their language. */
import { wholeTrail } from '#app/audit/trail.server.ts'
import { trailColumns } from '#app/audit/trail-columns.ts'
import { filterOf } from '#app/audit/trail-filter.ts'
import { translator } from '#app/i18n/words.server.ts'
import { can } from '#app/identity/policy.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { eachWithNames, subjectsNamed } from '#app/shell/subject-names.server.ts'

export const loader = signedIn(async ({ db, actor, url, locale, settings }) => {
  if (!can(actor, 'audit.list')) return notFound()
  const t = translator(locale, 'audit', settings.timeZone)
  const { filter } = filterOf(url.searchParams)
  const named = await subjectsNamed(db, actor, filter.subject)
  const stretches = wholeTrail(db, actor, { ...filter, named }, settings.timeZone)
  return exportResponse(
    { name: t('title'), columns: trailColumns(t, locale), rows: eachWithNames(db, actor, stretches) },
    formatOf(url),
  )
})
