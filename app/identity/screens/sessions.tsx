import { redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { agentOf } from '#app/identity/agent.ts'
import { revokeForm } from '#app/identity/password.form.ts'
import { hashOf, listSessions, revokeOtherSessions, revokeSession } from '#app/identity/sessions.server.ts'
import { readForm } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { acts, signedIn } from '#app/shell/guard.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Row } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, sessionToken, now }) => {
  const mine = hashOf(sessionToken)
  const sessions = await listSessions(db, actor.id, now)
  return {
    sessions: sessions.map(({ id, createdAt, lastSeenAt, endsAt, address, agent }) => ({
      id,
      createdAt,
      lastSeenAt,
      endsAt,
      address,
      agent: agentOf(agent),
      isThis: id === mine,
    })),
  }
})

export const action = acts({
  revoke: signedIn(async ({ db, actor, request }) => {
    const form = await readForm(request, revokeForm)
    if (!form.ok) return form.refusal
    await revokeSession(db, actor.id, form.value.session)
    return redirect(paths.mySessions())
  }),
  'revoke-others': signedIn(async ({ db, actor, sessionToken }) => {
    await revokeOtherSessions(db, actor.id, hashOf(sessionToken))
    return redirect(paths.mySessions())
  }),
})

const Sessions = () => {
  const { sessions } = useLoaderData<typeof loader>()
  const t = useTranslations('identity')
  return (
    <Page
      title={t('sessions.title')}
      state={t('sessions.state')}
      action={
        <>
          <LinkButton to={paths.changePassword()} icon="lock">
            {t('password.title')}
          </LinkButton>
          {sessions.length > 1 && (
            <Form method="post">
              <Button name="act" value="revoke-others" icon="out">
                {t('sessions.revoke-others')}
              </Button>
            </Form>
          )}
        </>
      }
    >
      <Table
        label={t('sessions.title')}
        rows={sessions}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'agent',
            title: t('sessions.agent'),
            cell: (row) => (
              <Row>
                {row.agent || t('sessions.unknown-agent')}
                {row.isThis && <Badge tone="ok">{t('sessions.this')}</Badge>}
              </Row>
            ),
          },
          { key: 'address', title: t('sessions.address'), cell: (row) => row.address },
          { key: 'since', title: t('sessions.since'), cell: (row) => <When at={row.createdAt} /> },
          { key: 'seen', title: t('sessions.seen'), cell: (row) => <When at={row.lastSeenAt} /> },
          { key: 'ends', title: t('sessions.ends'), cell: (row) => <When at={row.endsAt} /> },
          {
            key: 'revoke',
            title: t('sessions.act'),
            cell: (row) =>
              row.isThis ? null : (
                <Form method="post">
                  <input type="hidden" name="session" value={row.id} />
                  <Button name="act" value="revoke" size="small">
                    {t('sessions.revoke')}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    </Page>
  )
}
export default Sessions
