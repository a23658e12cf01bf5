import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { isLintAt } from '#app/kernel/lint.ts'
import { postNames } from '#app/organisation/code-names.server.ts'
import { postsInUse } from '#app/organisation/posts/posts.server.ts'
import { paths } from '#app/paths.ts'
import { performanceLints } from '#app/performance/kpis/content.server.ts'
import { dimensions, directionsOfKpis, kpisInUse } from '#app/performance/kpis/kpis.server.ts'
import { lintTemplate } from '#app/performance/template-lint.ts'
import { editedTemplate } from '#app/performance/templates/edit-template.ts'
import { renewalOf } from '#app/performance/templates/line-renewal.ts'
import { TemplateFields } from '#app/performance/templates/template-fields.tsx'
import { templateInputForm } from '#app/performance/templates/template-input.form.ts'
import { TemplateLints } from '#app/performance/templates/template-lints.tsx'
import { saveDraft } from '#app/performance/templates/template-versions.server.ts'
import { findVersion } from '#app/performance/templates/templates.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSavedAt, withSavedAt } from '#app/ui/saved-at.ts'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  const version = can(actor, 'template.draft')
    ? await findVersion(db, actor, params.code ?? '', Number(params.version))
    : null
  if (version?.state !== 'draft') return notFound()
  const { id, code, revision, definition } = version
  const library = await kpisInUse(db)
  const today = library.map((kpi) => kpi.definition)
  return {
    version: { id, code, revision, definition, version: version.version },
    posts: (await postsInUse(db)).map((post) => ({ code: post.code, name: post.name })),
    names: await postNames(db, definition.posts),
    kpis: library.map((kpi) => ({ code: kpi.code, name: kpi.name })),
    renewals: Object.fromEntries(
      definition.lines.flatMap((line) => {
        const renewal = renewalOf(line, today)
        return renewal ? [[line.kpi, renewal]] : []
      }),
    ),
    dimensions: await dimensions(db),
    lints: lintTemplate(definition, performanceLints(), await directionsOfKpis(db)),
  }
})

export const action = acts({
  save: signedIn(async ({ db, actor, params, request, now }) => {
    const version = can(actor, 'template.draft')
      ? await findVersion(db, actor, params.code ?? '', Number(params.version))
      : null
    if (version?.state !== 'draft') return notFound()
    const form = await readForm(request, templateInputForm)
    if (!form.ok) return form.refusal
    const kpis = (await kpisInUse(db)).map((kpi) => kpi.definition)
    const edited = editedTemplate(version.definition, form.value, kpis)
    const outcome = await saveDraft(db, actor, { id: version.id, revision: form.value.revision }, edited, now)
    if (!outcome.ok) return refuse(outcome.error)
    // Back to the same draft, where the next line is filled in.
    return redirect(withSavedAt(paths.editTemplate(outcome.value.code, outcome.value.version), now))
  }),
})

const EditTemplate = () => {
  const { version, posts, names, kpis, renewals, lints, dimensions } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const errors = useActErrors('performance')
  const savedAt = useSavedAt()
  const { definition, code } = version
  const general = lints.filter((lint) => !definition.lines.some((_, index) => isLintAt(lint, `lines.${index}`)))
  return (
    <Page
      width="wide"
      crumbs={[
        { title: t('template.list'), to: paths.templates() },
        { title: words(definition.name), to: paths.template(code, version.version) },
      ]}
      title={t('template.edit')}
      state={t('template.state.draft', { version: version.version })}
    >
      <Columns
        aside={
          general.length > 0 && (
            <Stack>
              <TemplateLints lints={general} template={definition} dimensions={dimensions} />
            </Stack>
          )
        }
      >
        <FormShell errors={errors} editor revision={version.revision}>
          <input type="hidden" name="id" value={version.id} />
          <TemplateFields
            template={definition}
            kpis={kpis}
            posts={posts}
            names={names}
            renewals={renewals}
            lints={lints}
            dimensions={dimensions}
          />
          <FormActions sticky savedAt={savedAt}>
            <Button variant="first" name="act" value="save">
              {t('save')}
            </Button>
            <LinkButton variant="text" to={paths.template(code, version.version)}>
              {t('template.to-submit')}
            </LinkButton>
          </FormActions>
        </FormShell>
      </Columns>
    </Page>
  )
}
export default EditTemplate
