import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FoldedForm, FormActions, FormShell } from '#app/ui/form.tsx'
import { DateField, NumberField, TextField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { isTicked } from './development.ts'
import styles from './plan-actions.module.css'
import type { ShownAction } from './plan-view.server.ts'

/** The actions of a plan in order of their dates, each with what it points at and how far it is. */
export const PlanActions = ({
  actions,
  revision,
  today,
  mayChange,
  mayTick,
}: {
  actions: readonly ShownAction[]
  revision: number
  today: string
  mayChange: boolean
  mayTick: boolean
}) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  if (actions.length === 0) return <Empty icon="list" title={t('actions.none')} why={t('actions.none-why')} />
  const name = (action: ShownAction) => (action.title ? words(action.title) : (action.text ?? ''))
  const to = (action: ShownAction) =>
    action.courseId ? paths.course(action.courseId) : action.pairingId ? paths.pairing(action.pairingId) : null
  return (
    <ol className={styles.actions}>
      {actions.map((action) => {
        const { done, of, isDone } = action.progress
        const address = to(action)
        return (
          <li key={action.id}>
            <div>
              <span className={styles.kind}>{t(`action-kinds.${action.kind}`)}</span>
              <b>{address ? <Link to={address}>{name(action)}</Link> : name(action)}</b>
              {action.title && action.text && <p className={styles.note}>{action.text}</p>}
            </div>
            <div>
              <Meter
                value={done}
                max={of}
                label={t('actions.progress', { name: name(action) })}
                tone={isDone ? 'ok' : action.dueOn < today ? 'bad' : 'plain'}
              />
              <span className={styles.note}>
                {t(`progress.${action.kind}`, { done, of, isDone: isDone ? 'yes' : 'no' })}
              </span>
            </div>
            <div>
              {isDone ? (
                <Badge tone="ok" icon="check">
                  {t('actions.done')}
                </Badge>
              ) : (
                <Badge tone={action.dueOn < today ? 'bad' : 'plain'}>
                  {t.rich('actions.due', { day: () => <When key="day" at={action.dueOn} absolute /> })}
                </Badge>
              )}
            </div>
            {(mayChange || mayTick) && (
              <div className={styles.acts} data-print="no">
                {mayTick && isTicked(action.kind) && (
                  <FormShell>
                    <ActionKey id={action.id} revision={revision} />
                    <Button size="small" name="act" value="tick">
                      {t(isDone ? 'actions.untick' : 'actions.tick')}
                    </Button>
                  </FormShell>
                )}
                {mayChange && <ChangeAction action={action} revision={revision} />}
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}

const ActionKey = ({ id, revision }: { id: string; revision: number }) => (
  <>
    <input type="hidden" name="id" value={id} />
    <input type="hidden" name="revision" value={revision} />
  </>
)

const ChangeAction = ({ action, revision }: { action: ShownAction; revision: number }) => {
  const t = useTranslations('talent')
  const counts = action.kind === 'mentoring' || action.kind === 'competency'
  return (
    <FoldedForm summary={t('actions.change')} name={action.id} revision={revision}>
      <input type="hidden" name="id" value={action.id} />
      <FieldRow>
        <DateField name="dueOn" label={t('actions.due-on')} defaultValue={action.dueOn} />
        {counts && (
          <NumberField name="wanted" label={t(`actions.wanted-${action.kind}`)} defaultValue={action.wanted ?? ''} />
        )}
      </FieldRow>
      <TextField name="text" label={t('actions.text')} defaultValue={action.text ?? ''} />
      <FormActions>
        <Button size="small" name="act" value="correct">
          {t('actions.keep')}
        </Button>
        <ConfirmButton
          size="small"
          variant="text"
          name="act"
          value="remove"
          confirm={t('actions.remove')}
          consequence={t('actions.remove-consequence')}
        >
          {t('actions.remove')}
        </ConfirmButton>
      </FormActions>
    </FoldedForm>
  )
}
