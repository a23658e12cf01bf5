import { data } from '@remix-run/node'
import { can, scopeOf } from '#app/identity/policy.ts'
import { personChoices } from '#app/organisation/employees/person-choices.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** Choices of a field that names a person: those in reach who are here, or also who have left, where an act goes back. */
export const loader = signedIn(async ({ db, actor, url, today, now, locale }) => {
  if (!can(actor, 'employee.list')) return notFound()
  const asked = { q: url.searchParams.get('q') ?? '', by: url.searchParams.get('by') }
  const state = url.searchParams.get('whom') === 'also-left' ? ('all' as const) : ('current' as const)
  const filter = { ...asked, state, day: today }
  return data(await personChoices(db, scopeOf(actor, 'people'), filter, locale, now))
})
