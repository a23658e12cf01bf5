import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { KpiFields } from '#app/performance/kpis/kpi-fields.tsx'
import { definitionOf, newKpiForm } from '#app/performance/kpis/kpi-input.form.ts'
import { addKpi, dimensions } from '#app/performance/kpis/kpis.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor }) => {
  if (!can(actor, 'kpi.change')) return notFound()
  return { dimensions: await dimensions(db) }
})

export const action = acts({
  save: signedIn(async ({ db, actor, request, now }) => {
    if (!can(actor, 'kpi.change')) return notFound()
    const form = await readForm(request, newKpiForm)
    if (!form.ok) return form.refusal
    const outcome = await addKpi(db, actor, definitionOf(form.value.code, form.value), now)
    return outcome.ok ? redirect(paths.kpi(outcome.value.code)) : refuse(outcome.error)
  }),
})

const NewKpi = () => {
  const { dimensions: named } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const errors = useActErrors('performance')
  return (
    <Page crumbs={[{ title: t('kpi.library'), to: paths.kpis() }]} title={t('kpi.add')}>
      <FormShell errors={errors} editor>
        <TextField label={t('kpi.code')} name="code" help={t('kpi.code-help')} span="narrow" />
        <KpiFields kpi={null} dimensions={named} />
        <FormActions sticky>
          <Button variant="first" name="act" value="save">
            {t('kpi.add')}
          </Button>
          <LinkButton variant="text" to={paths.kpis()}>
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default NewKpi
