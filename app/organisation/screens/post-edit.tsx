import { redirect } from '@remix-run/node'
import { useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { listCompetencies } from '#app/organisation/posts/competencies.server.ts'
import { postForm } from '#app/organisation/posts/post.form.ts'
import { riskClasses } from '#app/organisation/posts/post.ts'
import { findPost, keepPost, profileOf } from '#app/organisation/posts/posts.server.ts'
import { WordsFields } from '#app/organisation/words-fields.tsx'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Checkbox, SelectField } from '#app/ui/choice-field.tsx'
import { FieldRow, FieldSet, FormActions, FormShell } from '#app/ui/form.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params }) => {
  if (!can(actor, 'post.change')) return notFound()
  const isNew = params.postId === 'new'
  const post = isNew ? null : await findPost(db, params.postId ?? '')
  if (!isNew && !post) return notFound()
  const profile = post ? await profileOf(db, post.id) : []
  return {
    post,
    levels: Object.fromEntries(profile.map(({ id, level }) => [id, level])) as Record<string, number>,
    competencies: await listCompetencies(db),
  }
})

export const action = acts({
  keep: signedIn(async ({ db, actor, params, request, now }) => {
    if (!can(actor, 'post.change')) return notFound()
    const form = await readForm(request, postForm)
    if (!form.ok) return form.refusal
    const outcome = await keepPost(db, actor, params.postId === 'new' ? null : (params.postId ?? ''), form.value, now)
    return outcome.ok ? redirect(paths.post(outcome.value.id)) : refuse(outcome.error)
  }),
})

const PostEdit = () => {
  const { post, levels, competencies } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  const choices = [
    { value: '', label: t('post.not-asked') },
    ...[1, 2, 3, 4, 5].map((level) => ({ value: String(level), label: t('competency.level', { level }) })),
  ]
  return (
    <Page
      width="reading"
      crumbs={[
        { title: t('post.title'), to: paths.posts() },
        ...(post ? [{ title: words(post.name), to: paths.post(post.id) }] : []),
      ]}
      title={post ? t('post.edit') : t('post.add')}
    >
      <FormShell errors={useActErrors('organisation')} editor revision={post?.revision}>
        <WordsFields name="name" label={t('post.name')} words={post?.name} />
        <FieldRow>
          <TextField name="code" label={t('post.code')} span="narrow" defaultValue={post?.code} />
          <TextField name="grade" label={t('post.grade')} span="narrow" optional defaultValue={post?.grade} />
        </FieldRow>
        <WordsFields name="family" label={t('post.family')} words={post?.family} />
        <SelectField
          name="riskClass"
          label={t('post.risk')}
          help={t('post.risk-help')}
          defaultValue={post?.riskClass ?? 'ordinary'}
          options={riskClasses.map((each) => ({ value: each, label: t(`post.risks.${each}`) }))}
        />
        <Checkbox
          name="isKeyPost"
          value="on"
          label={t('post.key')}
          help={t('post.key-help')}
          defaultChecked={post?.isKeyPost}
        />
        <FieldSet title={t('post.duties')} help={t('post.lines-help')}>
          <WordsFields long name="duties" label={t('post.duties')} words={post?.duties} />
        </FieldSet>
        <FieldSet title={t('post.requirements')} help={t('post.lines-help')}>
          <WordsFields long name="requirements" label={t('post.requirements')} words={post?.requirements} />
        </FieldSet>
        {competencies.length > 0 && (
          <FieldSet title={t('post.profile')} help={t('post.profile-help')}>
            {competencies.map((each) => (
              <SelectField
                key={each.id}
                name={`levels.${each.id}`}
                label={words(each.name)}
                span="narrow"
                defaultValue={levels[each.id] ? String(levels[each.id]) : ''}
                options={choices}
              />
            ))}
          </FieldSet>
        )}
        {post && (
          <Checkbox
            name="retired"
            value="on"
            label={t('post.retire')}
            help={t('post.retire-help')}
            defaultChecked={post.retiredOn !== null}
          />
        )}
        <FormActions>
          <Button variant="first" name="act" value="keep" pending={useNavigation().state !== 'idle'}>
            {t('save')}
          </Button>
          <LinkButton to={post ? paths.post(post.id) : paths.posts()} variant="text">
            {t('back')}
          </LinkButton>
        </FormActions>
      </FormShell>
    </Page>
  )
}
export default PostEdit
