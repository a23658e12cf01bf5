import { useFetcher } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { isAnswer, type ServerAnswer, useAnswerErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import type { GridPerson } from './grid.ts'

/** The manager's words to one person, kept when the field is left; a submitted review may be taken back here. */
export const ManagerComment = ({ person, isOpen }: { person: GridPerson; isOpen: boolean }) => {
  const t = useTranslations('performance')
  const fetcher = useFetcher<ServerAnswer>()
  const errors = useAnswerErrors('performance', isAnswer(fetcher.data) ? fetcher.data : null)
  if (person.isSubmitted)
    return (
      <div>
        <p>{t('grid.is-submitted', { name: person.name })}</p>
        {isOpen && (
          <FormShell>
            <input type="hidden" name="employeeId" value={person.employeeId} />
            <Button name="act" value="reopen" size="small">
              {t('grid.reopen')}
            </Button>
          </FormShell>
        )}
      </div>
    )
  return (
    // Sent over and over from one page, as its field is left: each time is another act.
    <FormShell keyed={false} name={person.appraisalId} errors={errors}>
      <input type="hidden" name="act" value="comment" />
      <input type="hidden" name="appraisalId" value={person.appraisalId} />
      <TextArea
        label={t('grid.comment')}
        name="comment"
        span="full"
        help={t('grid.comment-help', { name: person.name })}
        defaultValue={person.review.managerComment ?? ''}
        disabled={!isOpen}
        onBlur={(event) => {
          if (event.currentTarget.value !== (person.review.managerComment ?? ''))
            fetcher.submit(event.currentTarget.form)
        }}
      />
      <noscript>
        <Button size="small">{t('save')}</Button>
      </noscript>
    </FormShell>
  )
}
