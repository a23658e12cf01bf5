import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup, SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FieldRow, FoldedForm, FormActions, FormShell } from '#app/ui/form.tsx'
import { Card, Muted, Row, Stack } from '#app/ui/layout.tsx'
import { NumberField } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'
import type { ProgrammeKind } from './programme.ts'
import type { Side } from './session.ts'

export type JoinableProgramme = {
  id: string
  name: WordsValue
  kind: ProgrammeKind
  fromOn: string
  toOn: string
  mentors: number
  mentees: number
  side: Side | null
  capacity: number | null
  competencyIds: string[]
  wishes: string[]
  /** Those of the other side, for wishes. */
  others: { employeeId: string; name: string }[]
}

/** An open programme: join it as mentor or mentee, then say what one wants and with whom. */
export const JoinProgramme = ({
  programme,
  competencies,
}: {
  programme: JoinableProgramme
  competencies: readonly { id: string; name: WordsValue }[]
}) => {
  const t = useTranslations('mentoring')
  const words = useWordsText()
  const { id, side } = programme
  const wants = (
    <CheckboxGroup
      name="competencyIds[]"
      label={t('join.wants')}
      help={t('join.wants-help')}
      shape="row"
      defaultValue={programme.competencyIds}
      options={competencies.map((each) => ({ value: each.id, label: words(each.name) }))}
    />
  )
  const capacity = (
    <NumberField
      name="capacity"
      label={t('join.capacity')}
      help={t('join.capacity-help')}
      min={1}
      max={20}
      defaultValue={programme.capacity ?? 2}
    />
  )
  return (
    <Card>
      <Stack>
        <Row spread top>
          <div>
            <h3>
              <Words words={programme.name} />
            </h3>
            <Muted>
              {t(`kinds.${programme.kind}`)} · <When at={programme.fromOn} absolute /> –{' '}
              <When at={programme.toOn} absolute />
              {' · '}
              {t('join.people', { mentors: programme.mentors, mentees: programme.mentees })}
            </Muted>
          </div>
          {side && (
            <Badge tone="ok" icon="check">
              {t(`join.is-${side}`)}
            </Badge>
          )}
        </Row>
        {side !== 'mentor' && (
          <FoldedForm
            name={`mentee-${id}`}
            isOpen={side === 'mentee'}
            summary={t(side === 'mentee' ? 'join.mine' : 'join.as-mentee')}
          >
            <input type="hidden" name="programmeId" value={id} />
            {wants}
            <FormActions>
              <Button name="act" value="join-mentee">
                {t(side === 'mentee' ? 'join.keep' : 'join.join-mentee')}
              </Button>
            </FormActions>
          </FoldedForm>
        )}
        {side !== 'mentee' && (
          <FoldedForm
            name={`mentor-${id}`}
            isOpen={side === 'mentor'}
            summary={t(side === 'mentor' ? 'join.mine' : 'join.as-mentor')}
          >
            <input type="hidden" name="programmeId" value={id} />
            {capacity}
            <FormActions>
              <Button name="act" value="join-mentor">
                {t(side === 'mentor' ? 'join.keep' : 'join.join-mentor')}
              </Button>
            </FormActions>
          </FoldedForm>
        )}
        {side && programme.others.length > 0 && <Wishes programme={programme} />}
        {side && (
          <FormShell>
            <input type="hidden" name="programmeId" value={id} />
            <ConfirmButton
              variant="text"
              name="act"
              value="leave"
              confirm={t('join.leave')}
              consequence={t('join.leave-means')}
            >
              {t('join.leave')}
            </ConfirmButton>
          </FormShell>
        )}
      </Stack>
    </Card>
  )
}

const Wishes = ({ programme }: { programme: JoinableProgramme }) => {
  const t = useTranslations('mentoring')
  return (
    <FormShell name={programme.id}>
      <input type="hidden" name="programmeId" value={programme.id} />
      <p>{t(`join.wishes-of-${programme.side ?? 'mentee'}`)}</p>
      <FieldRow>
        {[0, 1, 2].map((place) => (
          <SelectField
            key={place}
            name={`wishes.${place}`}
            label={t('join.wish', { rank: place + 1 })}
            none={t('join.no-wish')}
            defaultValue={programme.wishes[place] ?? ''}
            options={programme.others.map((each) => ({ value: each.employeeId, label: each.name }))}
          />
        ))}
      </FieldRow>
      <FormActions>
        <Button name="act" value="wish">
          {t('join.keep-wishes')}
        </Button>
      </FormActions>
    </FormShell>
  )
}
