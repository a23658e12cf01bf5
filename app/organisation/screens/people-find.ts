import { data } from '@remix-run/node'
import { can, scopeOf } from '#app/identity/policy.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { employeesIn } from '#app/organisation/employees/employees.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/**
 * Choices of a field that names a person: those in reach whose name, pinyin, initials or number begins so. Known by id,
 * or by number where that is asked.
 */
export const loader = signedIn(async ({ db, actor, url, today, now, locale }) => {
  if (!can(actor, 'employee.list')) return notFound()
  const filter = { q: url.searchParams.get('q') ?? '', state: 'current' as const, day: today }
  const { rows } = await employeesIn(
    db,
    scopeOf(actor, 'people'),
    filter,
    { key: 'number', down: false },
    { limit: 20, offset: 0 },
    now,
  )
  return data(
    rows.map((row) => ({
      value: url.searchParams.get('by') === 'number' ? row.number : row.id,
      label: `${row.name} · ${row.number}`,
      help: [row.postName, row.unitName].flatMap((words) => (words ? [wordsIn(words, locale).text] : [])).join(' · '),
    })),
  )
})
