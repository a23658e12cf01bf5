import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { DateField, NumberField, TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { type ActionKind, actionKinds } from './development.ts'

type Named = readonly { id: string; name: WordsValue }[]

/** Adds an action; before JavaScript all fields stand there, and the kind says which one counts. */
export const ActionForm = ({
  revision,
  dueOn,
  courses,
  pairings,
  competencies,
}: {
  revision: number
  dueOn: string
  courses: Named
  pairings: readonly { id: string; mentorName: string }[]
  competencies: Named
}) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  const [kind, setKind] = useState<ActionKind | null>(null)
  useEffect(() => setKind((chosen) => chosen ?? actionKinds[0]), [])
  const shows = (...kinds: ActionKind[]) => kind === null || kinds.includes(kind)
  const choices = (all: Named) => all.map(({ id, name }) => ({ value: id, label: words(name) }))
  return (
    <FormShell adds>
      <input type="hidden" name="revision" value={revision} />
      <FieldRow>
        <SelectField
          name="kind"
          label={t('actions.kind')}
          options={actionKinds.map((each) => ({ value: each, label: t(`action-kinds.${each}`) }))}
          onChange={(event) => setKind(actionKinds.find((each) => each === event.currentTarget.value) ?? null)}
        />
        <DateField name="dueOn" label={t('actions.due-on')} defaultValue={dueOn} />
      </FieldRow>
      {shows('course') && (
        <SelectField
          name="courseId"
          label={t('action-kinds.course')}
          none={t('actions.choose')}
          options={choices(courses)}
        />
      )}
      {shows('mentoring') && (
        <SelectField
          name="pairingId"
          label={t('action-kinds.mentoring')}
          help={pairings.length === 0 ? t('actions.no-pairing') : undefined}
          none={t('actions.choose')}
          options={pairings.map(({ id, mentorName }) => ({ value: id, label: mentorName }))}
        />
      )}
      {shows('competency') && (
        <SelectField
          name="competencyId"
          label={t('action-kinds.competency')}
          none={t('actions.choose')}
          options={choices(competencies)}
        />
      )}
      {shows('mentoring', 'competency') && (
        <NumberField name="wanted" label={t('actions.wanted')} help={t('actions.wanted-help')} optional />
      )}
      <TextField name="text" label={t('actions.text')} help={t('actions.text-help')} />
      <FormActions>
        <Button variant="first" name="act" value="add">
          {t('actions.add')}
        </Button>
      </FormActions>
    </FormShell>
  )
}
