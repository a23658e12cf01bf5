import { redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import * as z from 'zod/mini'
import { type Decision, DecisionList, ReturnedNote } from '#app/audit/decision-list.tsx'
import { decisionsOf } from '#app/audit/decisions.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { chosenForm, text } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { blocks } from '#app/kernel/lint.ts'
import { postNames } from '#app/organisation/code-names.server.ts'
import { paths } from '#app/paths.ts'
import { performanceLints } from '#app/performance/kpis/content.server.ts'
import { dimensions, directionsOfKpis } from '#app/performance/kpis/kpis.server.ts'
import { lintTemplate } from '#app/performance/template-lint.ts'
import { TemplateChanges } from '#app/performance/templates/template-changes-view.tsx'
import { TemplateDocument } from '#app/performance/templates/template-document.tsx'
import {
  activateVersion,
  approveVersion,
  draftNext,
  retireVersion,
  returnVersion,
  submitVersion,
} from '#app/performance/templates/template-versions.server.ts'
import { findVersion, versionInForce, versionsOf } from '#app/performance/templates/templates.server.ts'
import { VersionBadge } from '#app/performance/templates/version-badge.tsx'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Seal } from '#app/ui/seal.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  const version = await findVersion(db, actor, params.code ?? '', Number(params.version))
  if (!version) return notFound()
  const { id, code, name, definition, state, revision } = version
  const mayDraft = can(actor, 'template.draft')
  const lints = lintTemplate(definition, performanceLints(), await directionsOfKpis(db))
  const versions = await versionsOf(db, actor, code)
  const before = await versionInForce(db, actor, version, versions)
  return {
    version: { id, code, name, definition, state, revision, version: version.version },
    versions,
    before: before && { version: before.version, definition: before.definition },
    names: {
      dimensions: await dimensions(db),
      posts: await postNames(db, [...definition.posts, ...(before?.definition.posts ?? [])]),
    },
    lints: mayDraft ? lints : [],
    decisions: mayDraft ? await decisionsOf(db, 'template-version', id) : [],
    may: {
      draft: mayDraft,
      edit: mayDraft && state === 'draft',
      submit: mayDraft && state === 'draft' && !blocks(lints),
      approve: state === 'submitted' && can(actor, 'template.approve', version),
      return: mayDraft && (state === 'submitted' || state === 'approved'),
      activate: mayDraft && state === 'approved',
      retire: mayDraft && state === 'active',
    },
  }
})

const returnForm = z.extend(chosenForm, { reason: text(1000) })
type Answer =
  | { ok: true; value: { code: string; version: number } }
  | { ok: false; error: { code: string; detail?: unknown } }
const answered = (outcome: Answer) => {
  if (outcome.ok) return redirect(paths.template(outcome.value.code, outcome.value.version))
  return ['not-allowed', 'no-such-template'].includes(outcome.error.code) ? notFound() : refuse(outcome.error)
}
const step = (command: typeof submitVersion) =>
  signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, chosenForm)
    return form.ok ? answered(await command(db, actor, form.value, now)) : form.refusal
  })

export const action = acts({
  submit: step(submitVersion),
  approve: step(approveVersion),
  activate: step(activateVersion),
  retire: step(retireVersion),
  return: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, returnForm)
    return form.ok ? answered(await returnVersion(db, actor, form.value, form.value.reason, now)) : form.refusal
  }),
  next: signedIn(async ({ db, actor, params, now }) => {
    const from = { code: params.code ?? '', version: Number(params.version) }
    return answered(await draftNext(db, actor, from, now))
  }),
})

const TemplatePage = () => {
  const { version, before, versions, names, lints, decisions, may } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const errors = useActErrors('performance')
  const { code, state } = version
  const decided = (each: Decision) => t(`template.decided.${each.decision}`, { name: each.byName })
  const steps = (['submit', 'approve'] as const).filter((each) => may[each])
  const weighty = (['activate', 'retire'] as const).filter((each) => may[each])
  return (
    <Page
      errors={errors}
      crumbs={[{ title: t('template.list'), to: paths.templates() }]}
      title={words(version.definition.name)}
      state={t(`template.state.${may.approve ? 'submitted-to-you' : state}`, { version: version.version })}
      action={
        <Row>
          <LinkButton to={paths.templateFile(code, version.version)} reloadDocument icon="download">
            {t('template.export')}
          </LinkButton>
          {may.edit && (
            <LinkButton to={paths.editTemplate(code, version.version)} icon="edit">
              {t('template.edit')}
            </LinkButton>
          )}
          <FormShell>
            <input type="hidden" name="id" value={version.id} />
            <input type="hidden" name="revision" value={version.revision} />
            <Row>
              {may.draft && state !== 'draft' && (
                <Button name="act" value="next">
                  {t('template.next')}
                </Button>
              )}
              {steps.map((each) => (
                <Button key={each} name="act" value={each} variant="first">
                  {t(`template.${each}`)}
                </Button>
              ))}
              {weighty.map((each) => (
                <ConfirmButton
                  key={each}
                  name="act"
                  value={each}
                  variant={each === 'activate' ? 'first' : 'danger'}
                  confirm={t(`template.${each}`)}
                  consequence={t(`template.${each}-means`)}
                >
                  {t(`template.${each}`)}
                </ConfirmButton>
              ))}
            </Row>
          </FormShell>
        </Row>
      }
      seal={state === 'active' && <Seal words={t('template.seal')} />}
    >
      <Columns
        aside={
          <Stack gap="large">
            <Section title={t('template.versions')}>
              <Stack gap="small">
                {versions.map((each) => (
                  <Row key={each.id} spread>
                    <Link
                      to={paths.template(code, each.version)}
                      aria-current={each.version === version.version ? 'page' : undefined}
                    >
                      {t('template.version-no', { version: each.version })}
                    </Link>
                    <VersionBadge state={each.state} />
                    <When at={each.activatedAt ?? each.draftedAt} time={false} absolute />
                  </Row>
                ))}
              </Stack>
            </Section>
            {decisions.length > 0 && (
              <Section title={t('template.decisions')}>
                <DecisionList decisions={decisions} say={decided} />
              </Section>
            )}
            {may.return && (
              <Section title={t('template.return')}>
                <FormShell>
                  <input type="hidden" name="id" value={version.id} />
                  <input type="hidden" name="revision" value={version.revision} />
                  <TextArea label={t('template.return-reason')} name="reason" />
                  <FormActions>
                    <Button name="act" value="return">
                      {t('template.return')}
                    </Button>
                  </FormActions>
                </FormShell>
              </Section>
            )}
          </Stack>
        }
      >
        <Stack gap="large">
          {state === 'draft' && <ReturnedNote decisions={decisions} say={decided} />}
          {before && <TemplateChanges before={before} template={version.definition} names={names} />}
          <TemplateDocument template={version.definition} names={names} lints={lints} />
        </Stack>
      </Columns>
    </Page>
  )
}
export default TemplatePage
