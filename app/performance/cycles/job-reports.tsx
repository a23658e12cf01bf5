import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Instant } from '#app/kernel/day.ts'
import { paths } from '#app/paths.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Note } from '#app/ui/note.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'
import type { ScoreReport, SheetsReport } from './job-reports.server.ts'

const Found = ({ says, at }: { says: string; at: Instant | null }) => (
  <>
    {says} {at !== null && <When at={at} />}
  </>
)

/** How many sheets there are, and for how many people there is no template. */
export const SheetsReportNote = ({ report }: { report: SheetsReport | null }) => {
  const t = useTranslations('performance')
  if (!report) return null
  return (
    <Note
      tone={report.without > 0 ? 'warn' : 'ok'}
      title={<Found says={t('job.sheets-done', { people: report.people, sheets: report.sheets })} at={report.at} />}
      action={report.without > 0 && <LinkButton to={paths.templates()}>{t('template.list')}</LinkButton>}
    >
      {report.without > 0 && t('job.sheets-without', { count: report.without })}
    </Note>
  )
}

/** How many were scored, and why who has no score has none. */
export const ScoreReportNote = ({ cycleId, report }: { cycleId: string; report: ScoreReport | null }) => {
  const t = useTranslations('performance')
  if (!report) return null
  // Whose card cannot be read keeps the score that stood, and is named below.
  const unscored = report.without - report.unreadable
  return (
    <Note
      tone={report.without > 0 ? 'warn' : 'ok'}
      title={<Found says={t('job.score-done', { people: report.people, scored: report.scored })} at={report.at} />}
      action={
        unscored > 0 && (
          <LinkButton to={paths.cyclePeople(cycleId, { state: 'unscored' })}>
            {t('job.score-without', { count: unscored })}
          </LinkButton>
        )
      }
    >
      {report.unreadable > 0 && t('job.score-faults', { count: report.unreadable })}
      {report.faults.length > 0 && (
        <ul>
          {report.faults.map((fault) => (
            <li key={fault.appraisalId}>
              <Link to={paths.appraisal(fault.appraisalId)}>{fault.name}</Link>
              {fault.kpi && (
                <>
                  {' · '}
                  <Words words={fault.kpi} />
                </>
              )}
              {' · '}
              {t(`score-fault.${fault.code}`)}
            </li>
          ))}
        </ul>
      )}
    </Note>
  )
}
