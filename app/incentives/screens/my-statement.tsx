import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { addressesOf } from '#app/identity/account-addresses.server.ts'
import { planFor, stepNames } from '#app/incentives/plans/plan-names.server.ts'
import { usePayDaysText } from '#app/incentives/runs/pay-days-text.tsx'
import { releasedLateOn } from '#app/incentives/runs/run.ts'
import { sourcesFor } from '#app/incentives/statements/statement-sources.server.ts'
import { StatementView } from '#app/incentives/statements/statement-view.tsx'
import { findStatement, openStatement } from '#app/incentives/statements/statements.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Money, useMoneyText } from '#app/ui/money.tsx'
import { Page } from '#app/ui/page.tsx'
import { Seal } from '#app/ui/seal.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url, now, settings }) => {
  const statement =
    actor.employeeId && params.runId ? await findStatement(db, actor, params.runId, actor.employeeId) : null
  if (!statement) return notFound()
  await openStatement(db, statement, now)
  return {
    statement,
    lateOn: releasedLateOn(statement, settings.timeZone),
    ...(await planFor(db, statement.planVersionId)),
    sources: await sourcesFor(db, actor, statement),
    codes: await stepNames(db, statement.planVersionId, statement.lines, statement.toOn),
    selected: url.searchParams.get('line'),
    preparedBy: (await addressesOf(db, [statement.preparedBy]))[0]?.name ?? null,
  }
})

const MyStatement = () => {
  const { statement, lateOn, names, codes, sources, selected, preparedBy } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const payDays = usePayDaysText()
  const money = useMoneyText()
  const planTitle = t('statement.plan', { plan: words(statement.planName), version: statement.planVersion })
  return (
    <Page
      width="reading"
      crumbs={[{ title: t('pay.title'), to: paths.myPay() }, { title: words(statement.name) }]}
      title={t('statement.title', { period: words(statement.name) })}
      figure={<Money minor={statement.payableMinor} currency={statement.currency} />}
      state={
        t(lateOn ? 'statement.state-late' : 'statement.state', {
          name: statement.employeeName,
          ...payDays({ payOn: statement.payOn, lateOn }),
        }) +
        (statement.deferredMinor !== 0
          ? t('statement.state-deferred', { amount: money(statement.deferredMinor, statement.currency) })
          : '') +
        (statement.heldMinor !== 0
          ? t('statement.state-held', { amount: money(statement.heldMinor, statement.currency) })
          : '')
      }
      action={
        <LinkButton to={paths.statementPdf(statement.runId, statement.employeeId)} reloadDocument icon="print">
          {t('statement.pdf')}
        </LinkButton>
      }
      seal={<Seal words={t('statement.released')} />}
    >
      <StatementView
        lines={statement.lines}
        currency={statement.currency}
        payableMinor={statement.payableMinor}
        names={names}
        codes={codes}
        planTitle={planTitle}
        address={paths.myStatement(statement.runId)}
        selected={selected}
        sources={sources}
        preparedBy={preparedBy}
        moreTo={sources.appraisal}
      />
    </Page>
  )
}
export default MyStatement
