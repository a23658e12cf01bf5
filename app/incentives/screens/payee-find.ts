import { data } from '@remix-run/node'
import { can, scopeOf } from '#app/identity/policy.ts'
import { personChoices } from '#app/organisation/employees/person-choices.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** Choices of a field that names whom the bank pays: also those who have left, since a run pays for a time gone by. */
export const loader = signedIn(async ({ db, actor, url, today, now, locale }) => {
  if (!can(actor, 'payee.list')) return notFound()
  const asked = { q: url.searchParams.get('q') ?? '', by: url.searchParams.get('by') }
  const filter = { ...asked, state: 'all' as const, day: today }
  return data(await personChoices(db, scopeOf(actor, 'payees'), filter, locale, now))
})
