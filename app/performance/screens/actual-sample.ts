/** A sample of the file that an import of actuals expects, in the reader's language. */
import { translator } from '#app/i18n/words.server.ts'
import { can } from '#app/identity/policy.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { sampleOf } from '#app/performance/actuals/actual-sample.server.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

export const loader = signedIn(async ({ db, actor, params, url, locale, settings }) => {
  const cycle = await findCycle(db, params.cycleId ?? '')
  if (!cycle || !can(actor, 'actual.import', cycle)) return notFound()
  const t = translator(locale, 'performance', settings.timeZone)
  const subject = url.searchParams.get('of') === 'unit' ? 'unit' : 'employee'
  const sample = await sampleOf(db, cycle.id, { subject, locale, example: t('actual.sample-line') })
  const name = t(subject === 'unit' ? 'actual.sample-of-units' : 'actual.sample-of-employees')
  return exportResponse({ name, ...sample }, formatOf(url))
})
