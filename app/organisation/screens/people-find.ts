import { data } from '@remix-run/node'
import { can, scopeOf } from '#app/identity/policy.ts'
import { personChoices } from '#app/organisation/employees/person-choices.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** Choices of a field that names a person: those in reach who are here. */
export const loader = signedIn(async ({ db, actor, url, today, now, locale }) => {
  if (!can(actor, 'employee.list')) return notFound()
  const asked = { q: url.searchParams.get('q') ?? '', by: url.searchParams.get('by') }
  const filter = { ...asked, state: 'current' as const, day: today }
  return data(await personChoices(db, scopeOf(actor, 'people'), filter, locale, now))
})
