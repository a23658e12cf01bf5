/** A sample of the file that product targets are imported from, in the reader's language. */
import { translator } from '#app/i18n/words.server.ts'
import { mayImport, productsPaid } from '#app/incentives/credits/credits.server.ts'
import { targetColumns } from '#app/incentives/credits/target-row.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { sampleFile } from '#app/kernel/sample-file.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

export const loader = signedIn(async ({ db, actor, url, locale, settings }) => {
  if (!mayImport(actor)) return notFound()
  const t = translator(locale, 'incentives', settings.timeZone)
  const [paid] = await productsPaid(db)
  const line = { number: t('credits.sample-line'), product: paid?.product ?? '', volume: '1' }
  return exportResponse({ name: t('targets.sample-name'), ...sampleFile(targetColumns, locale, line) }, formatOf(url))
})
