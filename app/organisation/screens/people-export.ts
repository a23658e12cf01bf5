import { translator } from '#app/i18n/words.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { exportResponse } from '#app/kernel/list-export.server.ts'
import { readTableAsk } from '#app/kernel/table-ask.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { employeeSorts, everyEmployee } from '#app/organisation/employees/employees.server.ts'
import { peopleAsk } from '#app/organisation/employees/people-ask.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** The whole list as the page filters it, in the reader's scope. */
export const loader = signedIn(async ({ db, actor, url, params, today, locale, settings }) => {
  if (!can(actor, 'employee.list')) return notFound()
  const ask = readTableAsk(url, { sorts: employeeSorts })
  const { filter } = await peopleAsk(db, ask.params, ask.sort, today)
  const t = translator(locale, 'organisation', settings.timeZone)
  return exportResponse(
    {
      name: t('people.title'),
      columns: [
        { title: t('person.number'), value: (row) => row.number },
        { title: t('person.name'), value: (row) => row.name },
        { title: t('person.unit'), value: (row) => (row.unitName ? wordsIn(row.unitName, locale).text : null) },
        { title: t('person.post'), value: (row) => (row.postName ? wordsIn(row.postName, locale).text : null) },
        { title: t('person.manager'), value: (row) => row.lineManagerName },
        { title: t('person.fte'), value: (row) => (row.fteBp === null ? null : row.fteBp / 10_000), kind: 'number' },
        { title: t('person.joined'), value: (row) => row.joinedOn },
        { title: t('person.left'), value: (row) => row.leftOn },
        { title: t('person.email'), value: (row) => row.email },
      ],
      rows: everyEmployee(db, scopeOf(actor, 'people'), filter),
    },
    params.format === 'xlsx' ? 'xlsx' : 'csv',
  )
})
