import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { CurvePicture } from '#app/performance/kpis/curve-picture.tsx'
import { CurveRule } from '#app/performance/kpis/curve-rule.tsx'
import { KpiUse } from '#app/performance/kpis/kpi-use.tsx'
import { dimensions, findKpi, retireKpi } from '#app/performance/kpis/kpis.server.ts'
import { SampleValues } from '#app/performance/kpis/sample-values.tsx'
import { useMeasureText } from '#app/performance/measure.tsx'
import { templatesWith } from '#app/performance/templates/templates.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Columns, Facts, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  const kpi = can(actor, 'kpi.read') ? await findKpi(db, params.code ?? '') : null
  if (!kpi) return notFound()
  const dimension = (await dimensions(db)).find((each) => each.code === kpi.definition.dimension)
  return {
    kpi,
    dimension: dimension?.name ?? { en: kpi.definition.dimension },
    templates: await templatesWith(db, kpi.code),
    mayChange: can(actor, 'kpi.change'),
  }
})

export const action = acts({
  retire: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, revisionForm)
    if (!form.ok) return form.refusal
    const outcome = await retireKpi(db, actor, { code: params.code ?? '', ...form.value }, now)
    if (!outcome.ok && outcome.error.code === 'not-allowed') return notFound()
    return outcome.ok ? redirect(paths.kpi(outcome.value.code)) : refuse(outcome.error)
  }),
})

const Kpi = () => {
  const { kpi, dimension, templates, mayChange } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const measure = useMeasureText()
  const errors = useActErrors('performance')
  const { definition } = kpi
  const { curve, target = null } = definition
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('kpi.library'), to: paths.kpis() }]}
      title={
        <>
          <Words words={kpi.name} /> {kpi.retiredAt && <Badge>{t('kpi.retired')}</Badge>}
        </>
      }
      state={<Words words={definition.description} />}
      action={
        mayChange &&
        !kpi.retiredAt && (
          <Row>
            <FormShell>
              <input type="hidden" name="revision" value={kpi.revision} />
              <ConfirmButton name="act" value="retire" confirm={t('kpi.retire')} consequence={t('kpi.retire-means')}>
                {t('kpi.retire')}
              </ConfirmButton>
            </FormShell>
            <LinkButton to={paths.editKpi(kpi.code)} variant="first" icon="edit">
              {t('kpi.edit')}
            </LinkButton>
          </Row>
        )
      }
    >
      <Columns
        aside={
          <Stack gap="large">
            <Facts
              facts={[
                { label: t('kpi.code'), value: kpi.code },
                { label: t('kpi.unit'), value: <Words words={definition.unit} /> },
                { label: t('kpi.dimension'), value: <Words words={dimension} /> },
                {
                  label: t('kpi.class'),
                  value: definition.regulatoryClass ? t(`class.${definition.regulatoryClass}`) : t('kpi.no-class'),
                },
                { label: t('kpi.source'), value: t(`source.${definition.source}`) },
                { label: t('kpi.direction'), value: t(`direction.${definition.direction}`) },
                ...(target === null ? [] : [{ label: t('kpi.target'), value: measure(target, definition.unit) }]),
                ...(definition.dataSource
                  ? [{ label: t('kpi.data-source'), value: <Words words={definition.dataSource} /> }]
                  : []),
              ]}
            />
            <KpiUse templates={templates} curve={curve} />
          </Stack>
        }
      >
        <Stack gap="large">
          <Section title={t('kpi.curve')} label={t(`curve.kind.${curve.kind}`)}>
            <CurvePicture
              curve={curve}
              target={target}
              unit={words(definition.unit)}
              label={t('curve.picture', { name: words(kpi.name) })}
            />
            <CurveRule curve={curve} />
          </Section>
          <Section title={t('curve.samples')} label={t('curve.samples-help')}>
            <SampleValues curve={curve} target={target} unit={words(definition.unit)} />
          </Section>
        </Stack>
      </Columns>
    </Page>
  )
}
export default Kpi
