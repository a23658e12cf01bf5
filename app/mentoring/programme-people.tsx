import { useTranslations } from 'use-intl'
import { dotted } from '#app/kernel/dotted.ts'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckboxGroup } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Person } from '#app/ui/face.tsx'
import { FieldRow, FoldedForm, FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { NumberField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export type Participant = {
  employeeId: string
  number: string
  name: string
  unitName: WordsValue | null
  postName: WordsValue | null
  wishes: string[]
}
export type PeopleProps = {
  mentors: readonly (Participant & { capacity: number })[]
  mentees: readonly (Participant & { competencyIds: string[] })[]
  competencies: readonly { id: string; name: WordsValue }[]
  mayChange: boolean
}

/** Who takes part: mentors with their places and mentees with what they want, their wishes, and how HR adds someone. */
export const ProgrammePeople = ({ mentors, mentees, competencies, mayChange }: PeopleProps) => {
  const t = useTranslations('mentoring')
  const words = useWordsText()
  const everyone = [...mentors, ...mentees]
  const nameOf = (id: string) => everyone.find((each) => each.employeeId === id)?.name ?? ''
  const columnsOf = <P extends Participant>(own: Column<P>): Column<P>[] => [
    {
      key: 'name',
      title: t('people.name'),
      cell: (person) => (
        <Person
          name={person.name}
          note={dotted([person.postName, person.unitName].flatMap((each) => (each ? [words(each)] : [])))}
        />
      ),
    },
    own,
    {
      key: 'wishes',
      title: t('people.wishes'),
      wrap: true,
      cell: (person) =>
        person.wishes.length > 0 ? person.wishes.map((id, index) => `${index + 1}. ${nameOf(id)}`).join('  ') : '—',
    },
    ...(mayChange
      ? [
          {
            key: 'act',
            title: t('people.act'),
            cell: (person: P) => (
              <FormShell>
                <input type="hidden" name="employeeId" value={person.employeeId} />
                <ConfirmButton
                  variant="text"
                  size="small"
                  name="act"
                  value="remove"
                  confirm={t('people.remove')}
                  consequence={t('people.remove-consequence', { name: person.name })}
                >
                  {t('people.remove')}
                </ConfirmButton>
              </FormShell>
            ),
          },
        ]
      : []),
  ]
  return (
    <Stack gap="large">
      <Section
        title={t('people.mentors')}
        label={t('people.places', { count: mentors.reduce((sum, each) => sum + each.capacity, 0) })}
      >
        <Table
          label={t('people.mentors')}
          columns={columnsOf<PeopleProps['mentors'][number]>({
            key: 'capacity',
            title: t('people.capacity'),
            align: 'end',
            cell: (mentor) => mentor.capacity,
          })}
          rows={mentors}
          rowKey={(each) => each.employeeId}
          empty={<Empty title={t('people.no-mentors')} why={t('people.no-mentors-why')} />}
        />
        {mayChange && (
          <FoldedForm summary={t('people.add-mentor')} adds>
            <FieldRow>
              <PersonField name="employeeId" id="add-mentor" label={t('people.person')} />
              <NumberField name="capacity" label={t('join.capacity')} min={1} max={20} defaultValue={2} />
            </FieldRow>
            <FormActions>
              <Button name="act" value="add-mentor">
                {t('people.add-mentor')}
              </Button>
            </FormActions>
          </FoldedForm>
        )}
      </Section>
      <Section title={t('people.mentees')}>
        <Table
          label={t('people.mentees')}
          columns={columnsOf<PeopleProps['mentees'][number]>({
            key: 'wants',
            title: t('people.wants'),
            wrap: true,
            cell: (mentee) =>
              mentee.competencyIds
                .flatMap((id) => competencies.filter((each) => each.id === id).map((each) => words(each.name)))
                .join(t('comma')) || '—',
          })}
          rows={mentees}
          rowKey={(each) => each.employeeId}
          empty={<Empty title={t('people.no-mentees')} why={t('people.no-mentees-why')} />}
        />
        {mayChange && (
          <FoldedForm summary={t('people.add-mentee')} adds>
            <PersonField name="employeeId" id="add-mentee" label={t('people.person')} />
            <CheckboxGroup
              name="competencyIds[]"
              label={t('join.wants')}
              shape="row"
              options={competencies.map((each) => ({ value: each.id, label: words(each.name) }))}
            />
            <FormActions>
              <Button name="act" value="add-mentee">
                {t('people.add-mentee')}
              </Button>
            </FormActions>
          </FoldedForm>
        )}
      </Section>
    </Stack>
  )
}
