/** The trail as a table outside the house: what the screen says in words, and the codes and ids that are on record. */
import type { ExportColumn } from '#app/kernel/export-column.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import { type AuditWords, actText, doerText, kindText } from './act-words.ts'
import type { NamedRow, SubjectName } from './subject-names.server.ts'
import type { TrailRow } from './trail.server.ts'

export const trailColumns = (t: AuditWords, locale: Locale): ExportColumn<NamedRow<TrailRow>>[] => {
  const nameText = (named: SubjectName | null) => named && wordsIn(named.name, locale).text
  return [
    { title: t('seq'), value: (row) => row.seq, kind: 'number' },
    { title: t('when'), value: (row) => new Date(row.at).toISOString(), width: 26 },
    { title: t('who'), value: (row) => doerText(t, row.actorName) },
    { title: t('account'), value: (row) => row.actorId, width: 32 },
    { title: t('for-whom'), value: (row) => nameText(row.principal) },
    { title: t('for-account'), value: (row) => row.onBehalfOf, width: 32 },
    { title: t('act-filter'), value: (row) => actText(t, row.act), width: 32 },
    { title: t('act-code'), value: (row) => row.act, width: 26 },
    { title: t('subject-kind'), value: (row) => kindText(t, row.subjectKind) },
    { title: t('subject-kind-code'), value: (row) => row.subjectKind },
    { title: t('subject'), value: (row) => nameText(row.subject), width: 32 },
    { title: t('subject-id'), value: (row) => row.subjectId, width: 32 },
    { title: t('unit'), value: (row) => nameText(row.unit), width: 26 },
    { title: t('unit-path'), value: (row) => row.unitPath },
    { title: t('digest'), value: (row) => row.digest, width: 66 },
  ]
}
