import { recordSighting } from '#app/audit/sightings.server.ts'
import { translator } from '#app/i18n/words.server.ts'
import { payrollRows } from '#app/incentives/runs/payroll.server.ts'
import { findRun } from '#app/incentives/runs/runs.server.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** The payroll file: a line a person, and the control totals that payroll checks it against. */
export const loader = signedIn(async ({ db, actor, params, url, locale, settings, now }) => {
  const run = params.runId ? await findRun(db, actor, params.runId) : null
  if (!run || run.calculatedAt === null) return notFound()
  const { rows, employeeIds } = await payrollRows(db, actor, run)
  await recordSighting(db, actor, 'pay', employeeIds, url.pathname, now)
  const t = translator(locale, 'incentives', settings.timeZone)
  const title = (key: string) => t(`payroll.${key}` as never)
  return exportResponse(
    {
      name: `payroll-${run.planCode}-${run.toOn}`,
      columns: [
        { title: title('row'), value: (row) => (row.kind === 'total' ? title('total') : row.number) },
        { title: title('name'), value: (row) => row.name },
        { title: title('currency'), value: () => run.currency },
        { title: title('awarded'), value: (row) => row.awarded, kind: 'number' },
        { title: title('deferred'), value: (row) => row.deferred, kind: 'number' },
        { title: title('held'), value: (row) => row.held, kind: 'number' },
        { title: title('payable'), value: (row) => row.payable, kind: 'number' },
        { title: title('count'), value: (row) => row.count, kind: 'number' },
        { title: title('digest'), value: (row) => row.digest },
      ],
      rows,
    },
    formatOf(url),
  )
})
