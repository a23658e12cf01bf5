import { recordSighting } from '#app/audit/sightings.server.ts'
import { translator } from '#app/i18n/words.server.ts'
import { can } from '#app/identity/policy.ts'
import { everyInstalment, wholeRegister } from '#app/incentives/deferrals/deferral-export.server.ts'
import type { InstalmentRow } from '#app/incentives/deferrals/deferral-register.server.ts'
import { digitsOf } from '#app/kernel/currency.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { majorOf } from '#app/kernel/money.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** The whole register within the reader's reach; every person in it is recorded as seen. */
export const loader = signedIn(async ({ db, actor, url, locale, settings, now }) => {
  if (!can(actor, 'deferral.list')) return notFound()
  const register = await wholeRegister(db, actor)
  await recordSighting(db, actor, 'pay', register.employeeIds, url.pathname, now)
  const nameOf = ({ planVersionId, component }: InstalmentRow) =>
    register.names[planVersionId]?.[component] ?? { en: component }
  const t = translator(locale, 'incentives', settings.timeZone)
  const states = { paid: t('deferrals.states.paid'), waiting: t('deferrals.states.waiting') }
  return exportResponse(
    {
      name: `deferrals-${actor.today}`,
      columns: [
        { title: t('deferrals.vests'), value: (row) => row.vestsOn },
        { title: t('run.number'), value: (row) => row.employeeNumber },
        { title: t('run.name'), value: (row) => row.employeeName },
        { title: t('pay.period'), value: (row) => wordsIn(row.runName, locale).text },
        { title: t('control.component'), value: (row) => wordsIn(nameOf(row), locale).text },
        { title: t('deferrals.no'), value: (row) => row.no, kind: 'number' },
        { title: t('payroll.currency'), value: (row) => row.currency },
        {
          title: t('adjust.amount'),
          value: (row) => majorOf(row.amountMinor - row.malusMinor, row.currency).toFixed(digitsOf(row.currency)),
          kind: 'number',
        },
        { title: t('runs.state'), value: (row) => (row.paidByRunId ? states.paid : states.waiting) },
        { title: t('deferrals.left'), value: (row) => (row.hasLeft === 1 ? 1 : 0), kind: 'number' },
      ],
      rows: everyInstalment(db, actor, register),
    },
    formatOf(url),
  )
})
