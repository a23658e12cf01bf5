import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { planFor, stepNames } from '#app/incentives/plans/plan-names.server.ts'
import { usePayDaysText } from '#app/incentives/runs/pay-days-text.tsx'
import { releasedLateOn } from '#app/incentives/runs/run.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { sourcesFor } from '#app/incentives/statements/statement-sources.server.ts'
import { StatementView } from '#app/incentives/statements/statement-view.tsx'
import { findStatement } from '#app/incentives/statements/statements.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Money } from '#app/ui/money.tsx'
import { Page } from '#app/ui/page.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

/** Another's statement: recorded before it is shown, and they can see who looked. */
export const loader = signedIn(async ({ db, actor, params, url, now, settings }) => {
  const statement =
    params.runId && params.employeeId ? await findStatement(db, actor, params.runId, params.employeeId) : null
  if (!statement) return notFound()
  if (!statement.isOwn) await recordSighting(db, actor, 'pay', [statement.employeeId], url.pathname, now)
  return {
    statement,
    lateOn: releasedLateOn(statement, settings.timeZone),
    ...(await planFor(db, statement.planVersionId)),
    sources: await sourcesFor(db, actor, statement),
    codes: await stepNames(db, statement.planVersionId, statement.lines, statement.toOn),
    selected: url.searchParams.get('line'),
    // Who looks after a branch sees its people's statements, but not the run of the whole bank.
    seesRun: (await findRun(db, actor, statement.runId)) !== null,
  }
})

const RunStatement = () => {
  const { statement, lateOn, names, codes, sources, selected, seesRun } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const payDays = usePayDaysText()
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('runs.title'), to: paths.runs() },
        {
          title: t('run.title', { plan: words(statement.planName), period: words(statement.name) }),
          ...(seesRun && { to: paths.run(statement.runId) }),
        },
      ]}
      title={t('statement.of', { name: statement.employeeName, number: statement.employeeNumber })}
      figure={<Money minor={statement.payableMinor} currency={statement.currency} />}
      state={t(lateOn ? 'run.say-statement-late' : 'run.say-statement', {
        state: t(`run-state.${statement.state}`),
        ...payDays({ payOn: statement.payOn, lateOn }),
      })}
      action={
        <LinkButton to={paths.statementPdf(statement.runId, statement.employeeId)} reloadDocument icon="print">
          {t('statement.pdf')}
        </LinkButton>
      }
    >
      <StatementView
        lines={statement.lines}
        currency={statement.currency}
        payableMinor={statement.payableMinor}
        names={names}
        codes={codes}
        planTitle={t('statement.plan', { plan: words(statement.planName), version: statement.planVersion })}
        address={paths.runStatement(statement.runId, statement.employeeId)}
        selected={selected}
        sources={sources}
      />
    </Page>
  )
}
export default RunStatement
