import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { KpiFields } from '#app/performance/kpis/kpi-fields.tsx'
import { definitionOf, editKpiForm } from '#app/performance/kpis/kpi-input.form.ts'
import { KpiUse } from '#app/performance/kpis/kpi-use.tsx'
import { changeKpi, dimensions, findKpi } from '#app/performance/kpis/kpis.server.ts'
import { templatesWith } from '#app/performance/templates/templates.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  const kpi = can(actor, 'kpi.change') ? await findKpi(db, params.code ?? '') : null
  if (!kpi) return notFound()
  return { kpi, dimensions: await dimensions(db), templates: await templatesWith(db, kpi.code) }
})

export const action = acts({
  save: signedIn(async ({ db, actor, params, request, now }) => {
    const kpi = can(actor, 'kpi.change') ? await findKpi(db, params.code ?? '') : null
    if (!kpi) return notFound()
    const form = await readForm(request, editKpiForm)
    if (!form.ok) return form.refusal
    const definition = definitionOf(kpi.code, form.value)
    const outcome = await changeKpi(db, actor, { revision: form.value.revision, definition }, now)
    return outcome.ok ? redirect(paths.kpi(outcome.value.code)) : refuse(outcome.error)
  }),
})

const EditKpi = () => {
  const { kpi, dimensions: named, templates } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const errors = useActErrors('performance')
  return (
    <Page
      crumbs={[
        { title: t('kpi.library'), to: paths.kpis() },
        { title: words(kpi.name), to: paths.kpi(kpi.code) },
      ]}
      title={t('kpi.edit')}
      state={t('kpi.edit-means')}
    >
      <Stack gap="large">
        <KpiUse templates={templates} curve={kpi.definition.curve} />
        <FormShell errors={errors} editor revision={kpi.revision}>
          <KpiFields kpi={kpi.definition} dimensions={named} />
          <FormActions sticky>
            <Button variant="first" name="act" value="save">
              {t('save')}
            </Button>
            <LinkButton variant="text" to={paths.kpi(kpi.code)}>
              {t('back')}
            </LinkButton>
          </FormActions>
        </FormShell>
      </Stack>
    </Page>
  )
}
export default EditKpi
