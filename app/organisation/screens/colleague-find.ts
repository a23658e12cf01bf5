import { data } from '@remix-run/node'
import { can } from '#app/identity/policy.ts'
import { employeesIn } from '#app/organisation/employees/employees.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** A colleague to lend to, from the whole bank: name and number, nothing else; only once two characters are typed. */
export const loader = signedIn(async ({ db, actor, url, today, now }) => {
  if (!can(actor, 'account.self')) return notFound()
  const q = (url.searchParams.get('q') ?? '').trim()
  if (q.length < 2) return data([])
  const filter = { q, state: 'current' as const, day: today }
  const whole = { paths: ['/'], employeeIds: [] }
  const { rows } = await employeesIn(db, whole, filter, { key: 'number', down: false }, { limit: 20, offset: 0 }, now)
  return data(
    rows
      .filter((row) => row.id !== actor.employeeId)
      .map((row) => ({ value: row.id, label: `${row.name} · ${row.number}` })),
  )
})
