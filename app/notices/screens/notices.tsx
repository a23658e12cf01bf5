import { Form, redirect, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { chosenNotice } from '#app/notices/notice.form.ts'
import { NoticeList } from '#app/notices/notice-list.tsx'
import { noticesOf, placeOfNotice, readAllNotices, readNotice, unreadCount } from '#app/notices/own-notices.server.ts'
import { sentenceOf } from '#app/notices/sentence.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { LinkTabs } from '#app/ui/tabs.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url, locale, settings }) => {
  const unreadOnly = url.searchParams.has('unread')
  const { rows, more } = await noticesOf(db, actor, { before: url.searchParams.get('before'), unreadOnly })
  const told = rows.map((row) => ({
    id: row.id,
    place: placeOfNotice(row),
    at: row.at,
    isRead: row.readAt !== null,
    said: sentenceOf(row, locale, settings.timeZone),
  }))
  return { told, more, unreadOnly, isFirstPage: !url.searchParams.has('before'), unread: await unreadCount(db, actor) }
})

export const action = acts({
  open: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, chosenNotice)
    if (!form.ok) return form.refusal
    const outcome = await readNotice(db, actor, form.value.id, now)
    return outcome.ok ? redirect(outcome.value.link) : notFound()
  }),
  read: signedIn(async ({ db, actor, request, url, now }) => {
    const form = await readForm(request, chosenNotice)
    if (!form.ok) return form.refusal
    const outcome = await readNotice(db, actor, form.value.id, now)
    return outcome.ok ? redirect(`${url.pathname}${url.search}`) : refuse(outcome.error)
  }),
  'read-all': signedIn(async ({ db, actor, url, now }) => {
    await readAllNotices(db, actor, now)
    return redirect(`${url.pathname}${url.search}`)
  }),
})

const Notices = () => {
  const { told, more, unreadOnly, isFirstPage, unread } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const t = useTranslations('notices')
  const last = told.at(-1)
  const query = (before?: string) => `?${unreadOnly ? 'unread=1&' : ''}${before ? `before=${before}` : ''}`
  return (
    <Page
      width="reading"
      title={t('title')}
      state={t('unread', { count: unread })}
      action={
        unread > 0 && (
          <Form method="post">
            <Button name="act" value="read-all" icon="check">
              {t('read-all')}
            </Button>
          </Form>
        )
      }
      tabs={
        <LinkTabs
          label={t('tabs')}
          current={unreadOnly ? '?unread=1' : '?'}
          tabs={[
            { to: '?', title: t('show-all') },
            { to: '?unread=1', title: t('show-unread'), count: unread },
          ]}
        />
      }
    >
      <Stack>
        {answer && 'refusal' in answer && <Note tone="warn" title={t('refusals.no-such-notice')} />}
        <NoticeList told={told} unreadOnly={unreadOnly} />
        {!isFirstPage && (
          <LinkButton to={query()} variant="text" icon="up">
            {t('newest')}
          </LinkButton>
        )}
        {more && last && (
          <LinkButton to={query(last.place)} variant="text" icon="down">
            {t('older')}
          </LinkButton>
        )}
      </Stack>
    </Page>
  )
}
export default Notices
