import { useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox, type Option, SelectField } from '#app/ui/choice-field.tsx'
import { FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { DateField } from '#app/ui/text-field.tsx'
import { RosterMappingFields } from './roster-mapping-fields.tsx'
import type { RosterShown } from './roster-preview.tsx'

/** Where each field comes from, and by which rules the file is read. */
export const RosterMappingForm = ({
  roster,
  mapping,
}: {
  roster: RosterShown
  mapping: {
    header: readonly string[]
    samples: readonly (readonly string[])[]
    rows: number
    units: readonly Option[]
  }
}) => {
  const t = useTranslations('organisation')
  const errors = useActErrors('organisation')
  return (
    <FormShell errors={errors} editor>
      <FieldSet title={t('roster.mapping')} help={t('roster.mapping-help', { rows: mapping.rows })}>
        <RosterMappingFields header={mapping.header} samples={mapping.samples} columns={roster.settings.columns} />
      </FieldSet>
      <FieldSet title={t('roster.rules')}>
        <DateField
          name="effectiveOn"
          label={t('rosters.effective')}
          help={t('roster.effective-help')}
          defaultValue={roster.effectiveOn}
        />
        <SelectField
          name="unitId"
          label={t('roster.scope')}
          help={t('roster.scope-help')}
          options={mapping.units}
          defaultValue={roster.unitId}
        />
        <Checkbox
          name="absentMeansLeft"
          value="on"
          label={t('roster.absent')}
          help={t('roster.absent-help')}
          defaultChecked={roster.absentMeansLeft}
        />
        <Checkbox
          name="makeUnits"
          value="on"
          label={t('roster.make-units')}
          help={t('roster.make-units-help')}
          defaultChecked={roster.settings.makeUnits}
        />
        <Checkbox
          name="makePosts"
          value="on"
          label={t('roster.make-posts')}
          help={t('roster.make-posts-help')}
          defaultChecked={roster.settings.makePosts}
        />
      </FieldSet>
      <FormActions>
        <Button variant="first" name="act" value="preview" pending={useNavigation().state === 'submitting'}>
          {t('roster.preview')}
        </Button>
        <LinkButton to={paths.rosters()} variant="text">
          {t('back')}
        </LinkButton>
      </FormActions>
    </FormShell>
  )
}
