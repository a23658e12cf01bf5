import { useTranslations } from 'use-intl'
import type { VersionState } from '#app/kernel/version-state.ts'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Row } from '#app/ui/layout.tsx'
import { DecideForm } from '../decide-form.tsx'

/** What this person may do with a version that is no draft; a draft is saved and submitted with its document. */
export const PlanActs = ({
  version: { state, revision },
  may,
}: {
  version: { state: VersionState; revision: number }
  may: { draft: boolean; approve: boolean }
}) => {
  const t = useTranslations('incentives')
  const looked = <input type="hidden" name="revision" value={revision} />
  if (state === 'submitted' && may.approve)
    return <DecideForm looked={looked} approve={t('plan.approve')} means={t('plan.approve-means')} />
  if (state === 'submitted' && may.draft)
    return (
      <FormShell>
        {looked}
        <Button name="act" value="take-back" icon="undo">
          {t('plan.take-back')}
        </Button>
      </FormShell>
    )
  if (state !== 'active' && state !== 'retired') return null
  return (
    <FormShell>
      <Row>
        {may.draft && (
          <Button name="act" value="revise" icon="edit">
            {t('plan.revise')}
          </Button>
        )}
        {state === 'active' && may.approve && (
          <ConfirmButton name="act" value="retire" variant="danger" confirm={t('plan.retire-confirm')}>
            {t('plan.retire')}
          </ConfirmButton>
        )}
      </Row>
    </FormShell>
  )
}
