import { useActionData, useFetcher, useNavigation } from '@remix-run/react'
import type { FocusEvent } from 'react'
import { useTranslations } from 'use-intl'
import { isAnswer, type ServerAnswer, useAnswerErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { FormActions, type FormErrors, FormShell } from '#app/ui/form.tsx'
import { TextArea } from '#app/ui/text-field.tsx'

export const notesName = 'notes'

type Saved = { noteSavedAt: number }
type NotesProps = {
  lesson: { id: string; note: string | null; noteSavedAt: number | null }
  /** Of the notes as they were posted with the page. */
  errors: FormErrors
}

const savedIn = (data: unknown): number | null =>
  typeof data === 'object' && data !== null && 'noteSavedAt' in data ? (data as Saved).noteSavedAt : null

/** One's own notes, beside the text; kept when the field is left, since the next lesson is one press away. */
export const LessonNotes = ({ lesson, errors }: NotesProps) => {
  const t = useTranslations('learning')
  const fetcher = useFetcher<Saved | ServerAnswer>({ key: `note ${lesson.id}` })
  const posted = useActionData<Saved | ServerAnswer>()
  const left = useAnswerErrors('learning', isAnswer(fetcher.data) ? fetcher.data : null)
  const saving = useNavigation().formData?.get('act') === 'note' || fetcher.state !== 'idle'
  const savedAt = Math.max(savedIn(fetcher.data) ?? 0, savedIn(posted) ?? 0, lesson.noteSavedAt ?? 0)
  const keep = ({ currentTarget: field, relatedTarget }: FocusEvent<HTMLTextAreaElement>) => {
    if (!field.form || field.value === (lesson.note ?? '') || field.form.contains(relatedTarget)) return
    const form = new FormData(field.form)
    form.set('act', 'note')
    fetcher.submit(form, { method: 'post', preventScrollReset: true })
  }
  return (
    // Sent over and over from one page, as its field is left: each time is another act.
    <FormShell keyed={false} key={lesson.id} name={notesName} errors={{ ...left, ...errors }} preventScrollReset>
      <TextArea
        name="note"
        quiet
        label={t('lesson.notes')}
        help={t('lesson.notes-help')}
        rows={10}
        defaultValue={lesson.note ?? ''}
        span="full"
        onBlur={keep}
      />
      <FormActions savedAt={savedAt || null} saving={saving}>
        <Button name="act" value="note">
          {t('act.save')}
        </Button>
      </FormActions>
    </FormShell>
  )
}
