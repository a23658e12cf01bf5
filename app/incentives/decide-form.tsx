import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Row } from '#app/ui/layout.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type DecideProps = {
  /** What the decision is about, as it was looked at: a revision, or a digest. */
  looked: ReactNode
  approve: string
  means: string
}

/** What a second person decides of a plan or a run: approved, or returned with a reason. */
export const DecideForm = ({ looked, approve, means }: DecideProps) => {
  const t = useTranslations('incentives')
  return (
    <FormShell>
      {looked}
      <TextField name="reason" label={t('run.reason')} help={t('run.reason-help')} optional />
      <Row>
        <ConfirmButton name="act" value="approve" variant="first" confirm={t('run.approve')} consequence={means}>
          {approve}
        </ConfirmButton>
        <Button name="act" value="return" icon="undo">
          {t('run.return')}
        </Button>
      </Row>
    </FormShell>
  )
}
