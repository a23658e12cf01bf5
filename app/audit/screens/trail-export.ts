/** The trail as a file, with the filters of the page and within the reader's part of the bank. */
import { type TrailRow, wholeTrail } from '#app/audit/trail.server.ts'
import { filterOf } from '#app/audit/trail-filter.ts'
import { translator } from '#app/i18n/words.server.ts'
import { can } from '#app/identity/policy.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

export const loader = signedIn(async ({ db, actor, url, locale, settings }) => {
  if (!can(actor, 'audit.list')) return notFound()
  const t = translator(locale, 'audit', settings.timeZone)
  const rows = wholeTrail(db, actor, filterOf(url.searchParams).filter, settings.timeZone)
  return exportResponse<TrailRow>(
    {
      name: t('title'),
      rows,
      columns: [
        { title: t('seq'), value: (row) => row.seq, kind: 'number' },
        { title: t('when'), value: (row) => new Date(row.at).toISOString(), width: 26 },
        { title: t('who'), value: (row) => row.actorName },
        { title: t('account'), value: (row) => row.actorId, width: 32 },
        { title: t('for-account'), value: (row) => row.onBehalfOf, width: 32 },
        { title: t('act-filter'), value: (row) => row.act, width: 26 },
        { title: t('subject-kind'), value: (row) => row.subjectKind },
        { title: t('subject'), value: (row) => row.subjectId, width: 32 },
        { title: t('unit'), value: (row) => row.unitPath },
        { title: t('digest'), value: (row) => row.digest, width: 66 },
      ],
    },
    formatOf(url),
  )
})
