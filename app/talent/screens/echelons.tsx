import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { postsInUse } from '#app/organisation/posts/posts.server.ts'
import { unitOptions } from '#app/organisation/units/unit-options.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { CoverageBadge } from '#app/talent/coverage-badge.tsx'
import { echelonsOverseen, openEchelon } from '#app/talent/echelons.server.ts'
import { openEchelonForm } from '#app/talent/talent.form.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, locale }) => {
  if (!can(actor, 'echelon.list')) return notFound()
  const below = scopeOf(actor, 'echelons').paths
  const units = await unitOptions(db, today, locale, { below, most: 400 })
  return {
    echelons: await echelonsOverseen(db, actor),
    units,
    posts: (await postsInUse(db)).map(({ id, name }) => ({ id, name })),
    mayOpen: below.some((unitPath) => can(actor, 'echelon.open', { unitPath })),
  }
})

export const action = acts({
  open: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'echelon.list')) return notFound()
    const form = await readForm(request, openEchelonForm)
    if (!form.ok) return form.refusal
    const outcome = await openEchelon(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.echelon(outcome.value.id)) : refuse(outcome.error)
  }),
})

type Item = ReturnType<typeof useLoaderData<typeof loader>>['echelons'][number]

const Echelons = () => {
  const { echelons, units, posts, mayOpen } = useLoaderData<typeof loader>()
  const t = useTranslations('talent')
  const words = useWordsText()
  const form = useSchemaForm(
    openEchelonForm,
    { name: { 'zh-CN': '', en: '' }, postId: posts[0]?.id ?? '', unitId: units[0]?.value ?? '' },
    'talent',
  )
  const single = echelons.filter(({ coverage }) => coverage === 'single-point').length
  const columns: Column<Item>[] = [
    { key: 'name', title: t('echelons.name'), cell: (each) => words(each.name) },
    { key: 'post', title: t('echelons.target'), cell: (each) => words(each.postName) },
    { key: 'unit', title: t('unit'), cell: (each) => words(each.unitName) },
    { key: 'holders', title: t('echelons.holders'), align: 'end', cell: (each) => each.holders },
    { key: 'now', title: t('readiness.now'), align: 'end', cell: (each) => each.now },
    { key: 'soon', title: t('readiness.one-to-two-years'), align: 'end', cell: (each) => each.soon },
    { key: 'later', title: t('readiness.three-to-five-years'), align: 'end', cell: (each) => each.later },
    { key: 'nominated', title: t('echelons.nominated'), align: 'end', cell: (each) => each.nominated },
    { key: 'coverage', title: t('echelons.coverage'), cell: (each) => <CoverageBadge coverage={each.coverage} /> },
  ]
  return (
    <Page title={t('echelons.title')} state={echelons.length > 0 && t('echelons.say', { count: single })}>
      <Stack gap="large">
        <Table
          label={t('echelons.title')}
          columns={columns}
          rows={echelons}
          rowKey={(each) => each.id}
          rowHref={(each) => paths.echelon(each.id)}
          rowTone={(each) => (each.coverage === 'single-point' ? 'bad' : undefined)}
          empty={<Empty icon="grow" title={t('echelons.none')} why={t('echelons.none-why')} />}
        />
        {mayOpen && (
          <Section title={t('echelons.open-new')}>
            <FormShell {...form.shell}>
              <FieldRow>
                <TextField label={t('echelons.name-zh')} lang="zh-CN" {...form.register('name.zh-CN')} />
                <TextField label={t('echelons.name-en')} lang="en" {...form.register('name.en')} />
              </FieldRow>
              <FieldRow>
                <SelectField
                  label={t('echelons.target')}
                  options={posts.map((post) => ({ value: post.id, label: words(post.name) }))}
                  {...form.register('postId')}
                />
                <SelectField label={t('echelons.in-unit')} options={units} {...form.register('unitId')} />
              </FieldRow>
              <FormActions>
                <Button variant="first" name="act" value="open">
                  {t('echelons.open-act')}
                </Button>
              </FormActions>
            </FormShell>
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default Echelons
