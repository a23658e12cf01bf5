/** A sample of the file that a roster is imported from, in the reader's language. */
import { translator } from '#app/i18n/words.server.ts'
import { can } from '#app/identity/policy.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { rosterSample } from '#app/organisation/roster/roster-sample.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

export const loader = signedIn(async ({ db, actor, url, locale, settings }) => {
  if (!can(actor, 'roster.list')) return notFound()
  const t = translator(locale, 'organisation', settings.timeZone)
  const example = {
    number: t('rosters.sample-line'),
    name: t('rosters.sample-person'),
    gender: t('rosters.sample-gender'),
  }
  const sample = await rosterSample(db, actor, { locale, example })
  return exportResponse({ name: t('rosters.sample-name'), ...sample }, formatOf(url))
})
