import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { findCompetency, keepCompetency } from '#app/organisation/posts/competencies.server.ts'
import { competencyForm } from '#app/organisation/posts/post.form.ts'
import { WordsFields } from '#app/organisation/words-fields.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextField } from '#app/ui/text-field.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  if (!can(actor, 'post.change')) return notFound()
  const isNew = params.competencyId === 'new'
  const competency = isNew ? null : await findCompetency(db, params.competencyId ?? '')
  return isNew || competency ? { competency } : notFound()
})

export const action = acts({
  keep: signedIn(async ({ db, actor, params, request, now }) => {
    if (!can(actor, 'post.change')) return notFound()
    const form = await readForm(request, competencyForm)
    if (!form.ok) return form.refusal
    const id = params.competencyId === 'new' ? null : (params.competencyId ?? '')
    const outcome = await keepCompetency(db, actor, id, form.value, now)
    return outcome.ok ? redirect(paths.competencies()) : refuse(outcome.error)
  }),
})

const CompetencyEdit = () => {
  const { competency } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('post.title'), to: paths.posts() },
        { title: t('competency.title'), to: paths.competencies() },
      ]}
      title={competency ? t('competency.edit') : t('competency.add')}
    >
      <FormShell errors={useActErrors('organisation')} editor revision={competency?.revision}>
        <WordsFields name="name" label={t('competency.name')} words={competency?.name} />
        <TextField name="code" label={t('post.code')} span="narrow" defaultValue={competency?.code} />
        <WordsFields long name="description" label={t('competency.description')} words={competency?.description} />
        <FieldSet title={t('competency.levels')} help={t('competency.levels-help')}>
          {[0, 1, 2, 3, 4].map((place) => (
            <WordsFields
              key={place}
              long
              name={`levels.${place}`}
              label={t('competency.level', { level: place + 1 })}
              words={competency?.levels[place]}
            />
          ))}
        </FieldSet>
        <FormActions>
          <Button variant="first" name="act" value="keep" pending={useNavigation().state !== 'idle'}>
            {t('save')}
          </Button>
          <LinkButton to={paths.competencies()} variant="text">
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default CompetencyEdit
