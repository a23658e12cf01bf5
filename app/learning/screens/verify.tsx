import { data, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenTitle } from '#app/i18n/page-title.ts'
import { wordsIn } from '#app/kernel/words.ts'
import { verifyCertificate } from '#app/learning/certifications/certificates.server.ts'
import { readVerificationCode } from '#app/learning/certifications/verification-code.ts'
import { mayVerify } from '#app/learning/certifications/verification-rate.server.ts'
import { paths } from '#app/paths.ts'
import { FrontDoor } from '#app/shell/front-door.tsx'
import { anyone } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Facts, Row, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta: MetaFunction = ({ matches }) => [
  { title: screenTitle(matches) },
  { name: 'robots', content: 'noindex' },
]

/** Open to all who hold a printed code, and slow for those who try codes. */
export const loader = anyone(async ({ db, params, url, today, now, locale, context, settings }) => {
  const typed = params.code ?? url.searchParams.get('code') ?? ''
  const bank = wordsIn(settings.name, locale)
  if (typed === '') return { typed, bank, answer: 'none' as const, certificate: null }
  if (!mayVerify(context.clientAddress, now))
    return data({ typed, bank, answer: 'too-many' as const, certificate: null }, { status: 429 })
  const code = readVerificationCode(typed)
  const certificate = code ? await verifyCertificate(db, code, today) : null
  return certificate
    ? { typed: code ?? typed, bank, answer: 'found' as const, certificate }
    : data({ typed, bank, answer: 'unknown' as const, certificate: null }, { status: 404 })
})

const Verify = () => {
  const { typed, bank, answer, certificate } = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const product = useTranslations('identity')('sign-in.product')
  return (
    <FrontDoor product={product} bank={bank}>
      <h1>{t('verify.title')}</h1>
      <Stack gap="large">
        {certificate && (
          <>
            <Note tone={certificate.state === 'valid' ? 'ok' : 'bad'} title={t(`verify.${certificate.state}`)}>
              {t('verify.code', { code: typed })}
            </Note>
            <Facts
              facts={[
                { label: t('verify.holder'), value: certificate.holderName },
                { label: t('certificate.name'), value: <Words words={certificate.certification} /> },
                { label: t('certificate.from'), value: <When at={certificate.validFrom} absolute /> },
                {
                  label: t('certificate.through'),
                  value: certificate.validThrough ? (
                    <When at={certificate.validThrough} absolute />
                  ) : (
                    t('certificate.for-ever')
                  ),
                },
                {
                  label: t('certificate.state'),
                  value: (
                    <Badge tone={certificate.state === 'valid' ? 'ok' : 'bad'}>
                      {t(`certificate.states.${certificate.state}`)}
                    </Badge>
                  ),
                },
              ]}
            />
          </>
        )}
        {answer === 'unknown' && (
          <Note tone="bad" title={t('verify.unknown')}>
            {t('verify.unknown-what')}
          </Note>
        )}
        {answer === 'too-many' && (
          <Note tone="warn" title={t('verify.too-many')}>
            {t('verify.too-many-what')}
          </Note>
        )}
        <Form method="get" action={paths.verify()}>
          <Stack>
            <TextField
              name="code"
              label={t('verify.enter')}
              help={t('verify.enter-help')}
              defaultValue={certificate ? '' : typed}
            />
            <Row>
              <Button variant={certificate ? undefined : 'first'}>{t('verify.check')}</Button>
            </Row>
          </Stack>
        </Form>
      </Stack>
    </FrontDoor>
  )
}
export default Verify
