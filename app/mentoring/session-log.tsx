import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Row } from '#app/ui/layout.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { type SessionFacts, type Side, sessionState, waitsFor } from './session.ts'

export type LoggedSession = SessionFacts & {
  id: string
  heldOn: string
  minutes: number
  topics: string
  agreed: string
  revision: number
  isOwn: boolean
}

/** What was met, newest first, with what waits for whom. */
export const SessionLog = ({
  pairingId,
  sessions,
  side,
  otherName,
}: {
  pairingId: string
  sessions: readonly LoggedSession[]
  side: Side | null
  otherName: string
}) => {
  const t = useTranslations('mentoring')
  if (sessions.length === 0) return <Empty icon="note" title={t('sessions.none')} why={t('sessions.none-why')} />
  return (
    <Timeline
      items={sessions.map((session) => {
        const state = sessionState(session)
        const isMine = waitsFor(session, side)
        return {
          key: session.id,
          at: session.heldOn,
          tone: state === 'confirmed' ? ('ok' as const) : state === 'waits' ? ('warn' as const) : ('plain' as const),
          icon: state === 'confirmed' ? ('check' as const) : undefined,
          title: (
            <Row>
              {t('sessions.minutes', { minutes: session.minutes })}
              <Badge tone={state === 'confirmed' ? 'ok' : state === 'waits' ? 'warn' : 'plain'}>
                {state !== 'waits'
                  ? t(`sessions.${state}`)
                  : isMine
                    ? t('sessions.waits-for-you')
                    : t('sessions.waits-for', { name: otherName })}
              </Badge>
            </Row>
          ),
          text: (
            <>
              <p>{session.topics}</p>
              <p>{t('sessions.agreed-text', { agreed: session.agreed })}</p>
            </>
          ),
          action: state === 'waits' && (isMine || session.isOwn) && (
            <FormShell>
              <input type="hidden" name="id" value={session.id} />
              <input type="hidden" name="revision" value={session.revision} />
              <Row>
                {isMine && (
                  <Button variant="first" size="small" name="act" value="confirm">
                    {t('sessions.confirm')}
                  </Button>
                )}
                {session.isOwn && (
                  <>
                    <LinkButton size="small" to={paths.pairing(pairingId, session.id)}>
                      {t('sessions.correct')}
                    </LinkButton>
                    <ConfirmButton
                      variant="text"
                      size="small"
                      name="act"
                      value="withdraw"
                      confirm={t('sessions.withdraw')}
                      consequence={t('sessions.withdraw-consequence', { name: otherName })}
                    >
                      {t('sessions.withdraw')}
                    </ConfirmButton>
                  </>
                )}
              </Row>
            </FormShell>
          ),
        }
      })}
    />
  )
}
