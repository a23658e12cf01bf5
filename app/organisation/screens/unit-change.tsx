import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { closeUnitForm, headForm, moveUnitForm, renameUnitForm } from '#app/organisation/units/unit.form.ts'
import { closeUnit, moveUnit, renameUnit } from '#app/organisation/units/unit-changes.server.ts'
import { appointHead, headOn } from '#app/organisation/units/unit-heads.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { unitTurns } from '#app/organisation/units/unit-turn.ts'
import { entitiesOf, unitOn } from '#app/organisation/units/units.server.ts'
import { WordsFields } from '#app/organisation/words-fields.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, type SignedInArgs, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { LinkTabs } from '#app/ui/tabs.tsx'
import { DateField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const found = async ({ db, actor, params, today }: Pick<SignedInArgs, 'db' | 'actor' | 'params' | 'today'>) => {
  const unit = await unitOn(db, params.unitId ?? '', today)
  return unit && can(actor, 'unit.change', { unitPath: unit.path }) ? unit : notFound()
}

export const loader = signedIn(async (args) => {
  const unit = await found(args)
  const { db, actor, url, today, locale } = args
  return {
    unit,
    turn: unitTurns.find((each) => each === url.searchParams.get('turn')) ?? 'rename',
    units: await unitOptions(db, today, locale, { below: scopeOf(actor, 'units').paths }),
    entities: await entitiesOf(db),
    head: await headOn(db, unit.id, today),
    today,
  }
})

export const action = acts({
  rename: signedIn(async (args) => {
    const unit = await found(args)
    const form = await readForm(args.request, renameUnitForm)
    if (!form.ok) return form.refusal
    const outcome = await renameUnit(args.db, args.actor, unit.id, form.value, args.now)
    return outcome.ok ? redirect(paths.unit(unit.id)) : refuse(outcome.error)
  }),
  move: signedIn(async (args) => {
    const unit = await found(args)
    const form = await readForm(args.request, moveUnitForm)
    if (!form.ok) return form.refusal
    const outcome = await moveUnit(args.db, args.actor, unit.id, form.value, args.now)
    return outcome.ok ? redirect(paths.unit(unit.id)) : refuse(outcome.error)
  }),
  head: signedIn(async (args) => {
    const unit = await found(args)
    const form = await readForm(args.request, headForm)
    if (!form.ok) return form.refusal
    const outcome = await appointHead(args.db, args.actor, unit.id, form.value, args.now)
    return outcome.ok ? redirect(paths.unit(unit.id)) : refuse(outcome.error)
  }),
  close: signedIn(async (args) => {
    const unit = await found(args)
    const form = await readForm(args.request, closeUnitForm)
    if (!form.ok) return form.refusal
    const outcome = await closeUnit(args.db, args.actor, unit.id, form.value, args.now)
    return outcome.ok ? redirect(paths.organisation()) : refuse(outcome.error)
  }),
})

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

const fields: Record<(typeof unitTurns)[number], (loaded: Loaded) => ReactNode> = {
  rename: ({ unit, entities, today }) => <Rename unit={unit} entities={entities} today={today} />,
  move: ({ unit, units, today }) => <Move unit={unit} units={units} today={today} />,
  head: ({ head, today }) => <Head head={head} today={today} />,
  close: ({ unit, today }) => <Close unit={unit} today={today} />,
}

const Rename = ({ unit, entities, today }: Pick<Loaded, 'unit' | 'entities' | 'today'>) => {
  const t = useTranslations('organisation')
  const words = useWordsText()
  return (
    <>
      <input type="hidden" name="revision" value={unit.revision} />
      <WordsFields name="name" label={t('unit.name')} words={unit.name} />
      <SelectField
        name="legalEntityId"
        label={t('unit.entity')}
        defaultValue={unit.legalEntityId}
        options={entities.map((each) => ({ value: each.id, label: words(each.name) }))}
      />
      <DateField name="fromOn" label={t('unit.from')} defaultValue={today} />
    </>
  )
}
const Move = ({ unit, units, today }: Pick<Loaded, 'unit' | 'units' | 'today'>) => {
  const t = useTranslations('organisation')
  return (
    <>
      <input type="hidden" name="revision" value={unit.revision} />
      <SelectField
        name="parentId"
        label={t('unit.parent')}
        options={units.filter((each) => each.value !== unit.id)}
        defaultValue={unit.parentId ?? ''}
      />
      <DateField name="fromOn" label={t('unit.from')} help={t('unit.move-help')} defaultValue={today} />
    </>
  )
}
const Head = ({ head, today }: Pick<Loaded, 'head' | 'today'>) => {
  const t = useTranslations('organisation')
  return (
    <>
      <PersonField name="employeeId" label={t('unit.head')} help={t('unit.head-help')} optional chosen={head} />
      <DateField name="fromOn" label={t('unit.from')} defaultValue={today} />
    </>
  )
}
const Close = ({ unit, today }: Pick<Loaded, 'unit' | 'today'>) => {
  const t = useTranslations('organisation')
  return (
    <>
      <input type="hidden" name="revision" value={unit.revision} />
      <DateField name="lastDay" label={t('unit.last-day')} help={t('unit.close-help')} defaultValue={today} />
    </>
  )
}

const UnitChange = () => {
  const loaded = useLoaderData<typeof loader>()
  const { unit, turn } = loaded
  const t = useTranslations('organisation')
  const words = useWordsText()
  const errors = useActErrors('organisation')
  const isBusy = useNavigation().state !== 'idle'
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('organisation.title'), to: paths.organisation() },
        { title: words(unit.name), to: paths.unit(unit.id) },
      ]}
      title={t('unit.change-of', { name: words(unit.name) })}
      tabs={
        <LinkTabs
          label={t('unit.change')}
          current={`?turn=${turn}`}
          tabs={unitTurns.map((each) => ({ to: `?turn=${each}`, title: t(`unit.turns.${each}`) }))}
        />
      }
    >
      <FormShell key={turn} errors={errors} editor="turn">
        {fields[turn](loaded)}
        <FormActions>
          {turn === 'close' ? (
            <ConfirmButton name="act" value="close" confirm={t('unit.turns.close')}>
              {t('unit.close-it', { name: words(unit.name) })}
            </ConfirmButton>
          ) : (
            <Button variant="first" name="act" value={turn} pending={isBusy}>
              {t('save')}
            </Button>
          )}
          <LinkButton to={paths.unit(unit.id)} variant="text">
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default UnitChange
