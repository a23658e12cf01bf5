import { translator } from '#app/i18n/words.server.ts'
import { dayWords } from '#app/kernel/day-words.ts'
import { downloadHeaders } from '#app/kernel/list-export.server.ts'
import { pdfOf } from '#app/kernel/pdf.server.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { certificateDocument } from '#app/learning/certifications/certificate.pdf.ts'
import { findCertificate } from '#app/learning/certifications/certificates.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'

/** The certificate as a PDF in the reader's language. */
export const loader = signedIn(async ({ db, actor, params, locale, settings, context }) => {
  const certificate = await findCertificate(db, actor, params.certificateId ?? '')
  if (!certificate) return notFound()
  const t = translator(locale, 'learning', settings.timeZone)
  const shown = (day: string) => dayWords(day, locale, 'long')
  const document = certificateDocument({
    title: t('paper.title'),
    subtitle: t('paper.subtitle'),
    bank: wordsIn(settings.name, locale).text,
    holder: certificate.holderName,
    sentence: t('paper.sentence'),
    certification: wordsIn(certificate.name, locale).text,
    facts: [
      { label: t('paper.number'), value: certificate.holderNumber },
      { label: t('paper.from'), value: shown(certificate.validFrom) },
      {
        label: t('paper.through'),
        value: certificate.validThrough ? shown(certificate.validThrough) : t('certificate.for-ever'),
      },
      { label: t('paper.code'), value: certificate.verificationCode },
    ],
    seal: t('paper.seal'),
    verify: t('paper.verify', { address: `${context.origin}${paths.verify(certificate.verificationCode)}` }),
  })
  return new Response((await pdfOf(document)) as BodyInit, {
    headers: downloadHeaders(`${certificate.code}-${certificate.holderNumber}.pdf`, 'application/pdf'),
  })
})
