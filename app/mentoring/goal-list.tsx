import { useTranslations } from 'use-intl'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Muted, Row, Stack } from '#app/ui/layout.tsx'
import { Tasks } from '#app/ui/tasks.tsx'
import { DateField, TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { NotKept } from './not-kept.tsx'

const newGoal = 'goal'

type Goal = { id: string; text: string; dueOn: string | null; reachedAt: number | null; revision: number }

/** What the two want to reach; either sets, reaches and drops a goal while the pairing runs. */
export const GoalList = ({ goals, mayKeep }: { goals: readonly Goal[]; mayKeep: boolean }) => {
  const t = useTranslations('mentoring')
  return (
    <Stack>
      {goals.length === 0 && <Muted>{t('goals.none')}</Muted>}
      <Tasks
        tasks={goals.map((goal) => ({
          key: goal.id,
          title: goal.text,
          done: goal.reachedAt !== null,
          due: goal.reachedAt ? (
            <Badge tone="ok" icon="check">
              {t('goals.reached')}
            </Badge>
          ) : (
            goal.dueOn && <When at={goal.dueOn} />
          ),
          action: mayKeep && (
            <FormShell>
              <input type="hidden" name="id" value={goal.id} />
              <input type="hidden" name="revision" value={goal.revision} />
              <Row>
                <Button size="small" name="act" value="reach">
                  {t(goal.reachedAt ? 'goals.not-yet' : 'goals.reach')}
                </Button>
                <ConfirmButton
                  size="small"
                  variant="text"
                  name="act"
                  value="drop"
                  confirm={t('goals.drop')}
                  consequence={t('goals.drop-consequence', { goal: goal.text })}
                >
                  {t('goals.drop')}
                </ConfirmButton>
              </Row>
            </FormShell>
          ),
        }))}
      />
      {mayKeep ? (
        <FormShell adds name={newGoal}>
          <FieldRow>
            <TextField name="text" label={t('goals.text')} />
            <DateField name="dueOn" label={t('goals.due')} optional />
          </FieldRow>
          <FormActions>
            <Button name="act" value="set-goal">
              {t('goals.set')}
            </Button>
          </FormActions>
        </FormShell>
      ) : (
        <NotKept forms={[newGoal]} title={t('pairing.not-kept')} why={t('pairing.not-kept-why')}>
          <FieldRow>
            <TextField name="text" label={t('goals.text')} readOnly />
            <DateField name="dueOn" label={t('goals.due')} readOnly />
          </FieldRow>
        </NotKept>
      )}
    </Stack>
  )
}
