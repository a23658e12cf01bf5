import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { newestMails, withOrigin } from '#app/kernel/mail.server.ts'
import { LetterBody } from '#app/notices/letter-body.tsx'
import { isOnlyHere } from '#app/notices/outbox.ts'
import { anyone, notFound } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Facts, Row, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { When } from '#app/ui/when.tsx'

export const meta = screenMeta

/** Open without a session, because a reset link is read by someone who cannot sign in — hence on this machine only. */
export const loader = anyone(async ({ db, context }) => {
  if (!context.mailIsShown || !isOnlyHere(context)) return notFound()
  const mails = await newestMails(db, 100)
  return { mails: mails.map((mail) => ({ ...mail, body: withOrigin(mail.body, context.origin) })), now: context.now }
})

const Outbox = () => {
  const { mails, now } = useLoaderData<typeof loader>()
  const t = useTranslations('notices.outbox')
  return (
    <main id="content">
      <Page width="reading" title={t('title')} state={t('lead')}>
        <Stack gap="large">
          {mails.length === 0 && <Empty icon="mail" title={t('none.title')} why={t('none.why')} />}
          {mails.map((mail) => (
            // Letters may bear the same subject, so they are no landmarks.
            <article key={mail.id}>
              <Stack>
                <Row>
                  <h2>{mail.subject}</h2>
                  {mail.sendAfter > now && <Badge>{t('later')}</Badge>}
                </Row>
                <Facts
                  columns
                  facts={[
                    { label: t('to'), value: mail.to },
                    { label: t('queued'), value: <When at={mail.queuedAt} /> },
                    ...(mail.lastError ? [{ label: t('last-error'), value: mail.lastError }] : []),
                  ]}
                />
                <LetterBody text={mail.body} language={mail.language} />
              </Stack>
            </article>
          ))}
        </Stack>
      </Page>
    </main>
  )
}
export default Outbox
