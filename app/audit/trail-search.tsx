import { Form } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow } from '#app/ui/form.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { DateField, TextField } from '#app/ui/text-field.tsx'
import { kindText } from './act-words.ts'
import type { TrailFilter } from './trail-filter.ts'

/** Filters of the trail; they stand in the address, so that a link shows a colleague the same. */
export const TrailSearch = ({ filter, kinds }: { filter: TrailFilter; kinds: readonly string[] }) => {
  const t = useTranslations('audit')
  // A part of the form is keyed by its value, so that clearing the filter clears what was typed.
  return (
    <Form method="get" key={JSON.stringify(filter)} role="search">
      <Stack gap="small">
        <FieldRow>
          <SelectField
            name="act"
            label={t('act-filter')}
            none={t('all')}
            span="narrow"
            defaultValue={filter.act?.split('.')[0] ?? ''}
            options={kinds.map((kind) => ({ value: kind, label: kindText(t, kind) }))}
          />
          <TextField name="who" label={t('who')} optional span="narrow" defaultValue={filter.who} />
          <TextField
            name="subject"
            label={t('subject')}
            help={t('subject-help')}
            optional
            span="narrow"
            defaultValue={filter.subject}
          />
          <DateField name="day" label={t('day')} optional defaultValue={filter.day} />
        </FieldRow>
        <Row>
          <Button icon="filter">{t('filter')}</Button>
          <LinkButton to="?" variant="text">
            {t('clear')}
          </LinkButton>
        </Row>
      </Stack>
    </Form>
  )
}
