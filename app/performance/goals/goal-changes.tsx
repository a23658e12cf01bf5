import { useTranslations } from 'use-intl'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Card, Row, Section, Stack } from '#app/ui/layout.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { GoalChange } from './goal-sheets.server.ts'
import type { EditableLine } from './target-fields.tsx'

type ShownChange = GoalChange & { mayAnswer: boolean }

/** Changes in mid-term: what is proposed against what holds, why, and the other side's answer. */
export const GoalChanges = ({
  changes,
  lines,
}: {
  changes: readonly ShownChange[]
  lines: readonly EditableLine[]
}) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const state = (change: ShownChange) =>
    change.agreedAt !== null ? 'agreed' : change.declinedAt !== null ? 'declined' : 'waiting'
  return (
    <Section title={t('goal.changes')}>
      <Stack>
        {changes.map((change) => (
          <Card key={change.id}>
            <Stack gap="small">
              <Row spread>
                <span>
                  <When at={change.proposedAt} /> · {change.reason}
                </span>
                <Badge tone={change.agreedAt !== null ? 'ok' : 'plain'}>{t(`goal.change-${state(change)}`)}</Badge>
              </Row>
              <ul>
                {change.proposed.map((each) => {
                  const line = lines.find((known) => known.id === each.lineId)
                  if (
                    !line ||
                    (state(change) === 'waiting' && line.target === each.target && line.weightBp === each.weightBp)
                  )
                    return null
                  return (
                    <li key={each.lineId}>
                      {t('goal.change-line', {
                        name: words(line.goal.name),
                        target: each.target ?? '—',
                        weight: each.weightBp / 100,
                      })}
                    </li>
                  )
                })}
              </ul>
              {change.mayAnswer && (
                <FormShell>
                  <input type="hidden" name="changeId" value={change.id} />
                  <Row>
                    <Button variant="first" name="act" value="agree-change">
                      {t('goal.agree-change')}
                    </Button>
                    <Button name="act" value="decline-change">
                      {t('goal.decline-change')}
                    </Button>
                  </Row>
                </FormShell>
              )}
            </Stack>
          </Card>
        ))}
      </Stack>
    </Section>
  )
}
