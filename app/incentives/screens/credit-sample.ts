/** A sample of the file that product credits are imported from, in the reader's language. */
import { translator } from '#app/i18n/words.server.ts'
import { creditColumns } from '#app/incentives/credits/credit-row.ts'
import { mayImport, productsPaid } from '#app/incentives/credits/credits.server.ts'
import { exportResponse, formatOf } from '#app/kernel/list-export.server.ts'
import { sampleFile } from '#app/kernel/sample-file.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

export const loader = signedIn(async ({ db, actor, url, locale, settings, today }) => {
  if (!mayImport(actor)) return notFound()
  const t = translator(locale, 'incentives', settings.timeZone)
  const [paid] = await productsPaid(db)
  const example = t('credits.sample-line')
  const line = { number: example, product: paid?.product ?? '', volume: '1', day: today, deal: example, split: '100%' }
  return exportResponse({ name: t('credits.sample-name'), ...sampleFile(creditColumns, locale, line) }, formatOf(url))
})
