import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { openUnitForm } from '#app/organisation/units/unit.form.ts'
import { unitKinds } from '#app/organisation/units/unit.ts'
import { openUnit } from '#app/organisation/units/unit-changes.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { entitiesOf } from '#app/organisation/units/units.server.ts'
import { WordsFields } from '#app/organisation/words-fields.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { DateField, TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url, today, locale }) => {
  if (!can(actor, 'unit.change-any')) return notFound()
  return {
    units: await unitOptions(db, today, locale, { below: scopeOf(actor, 'units').paths }),
    entities: await entitiesOf(db),
    parent: url.searchParams.get('parent') ?? '',
    today,
  }
})

export const action = acts({
  open: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'unit.change-any')) return notFound()
    const form = await readForm(request, openUnitForm)
    if (!form.ok) return form.refusal
    const outcome = await openUnit(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.unit(outcome.value.id)) : refuse(outcome.error)
  }),
})

const UnitNew = () => {
  const { units, entities, parent, today } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  return (
    <Page
      width="reading"
      crumbs={[{ title: t('organisation.title'), to: paths.organisation() }]}
      title={t('unit.open')}
    >
      <FormShell errors={useActErrors('organisation')} editor>
        <WordsFields name="name" label={t('unit.name')} />
        <TextField name="code" label={t('unit.code')} help={t('unit.code-help')} span="narrow" />
        <SelectField
          name="kind"
          label={t('unit.kind')}
          defaultValue="outlet"
          options={unitKinds.map((kind) => ({ value: kind, label: t(`unit.kinds.${kind}`) }))}
        />
        <SelectField name="parentId" label={t('unit.parent')} options={units} defaultValue={parent} />
        <SelectField
          name="legalEntityId"
          label={t('unit.entity')}
          none={t('unit.entity-of-parent')}
          options={entities.map((each) => ({ value: each.id, label: words(each.name) }))}
        />
        <DateField name="fromOn" label={t('unit.from')} defaultValue={today} />
        <FormActions>
          <Button variant="first" name="act" value="open" pending={useNavigation().state !== 'idle'}>
            {t('unit.open')}
          </Button>
          <LinkButton to={parent ? paths.unit(parent) : paths.organisation()} variant="text">
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default UnitNew
