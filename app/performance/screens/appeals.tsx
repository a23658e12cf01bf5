import { redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { recordSighting } from '#app/audit/sightings.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { appealsWithin } from '#app/performance/appraisals/appeals-open.server.ts'
import { answerForm } from '#app/performance/appraisals/appraisal.form.ts'
import { answerAppeal } from '#app/performance/appraisals/results.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup, SelectField } from '#app/ui/choice-field.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Card, Label, Muted, Row, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, url, now }) => {
  if (!can(actor, 'appeal.list')) return notFound()
  const appeals = await appealsWithin(db, actor, today)
  await recordSighting(
    db,
    actor,
    'rating',
    appeals.map((appeal) => appeal.employeeId),
    url.pathname,
    now,
  )
  return { appeals }
})

export const action = acts({
  answer: signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, answerForm)
    if (!form.ok) return form.refusal
    const outcome = await answerAppeal(db, actor, form.value, now)
    if (outcome.ok) return redirect(paths.appeals())
    return outcome.error.code === 'no-such-appraisal' ? notFound() : refuse(outcome.error)
  }),
})

const Appeals = () => {
  const { appeals } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const errors = useActErrors('performance')
  const waiting = appeals.filter((appeal) => appeal.answeredAt === null).length
  return (
    <Page errors={errors} width="reading" title={t('appeal.list')} state={t('appeal.waiting', { count: waiting })}>
      <Stack>
        {appeals.length === 0 && <Empty title={t('appeal.none')} why={t('appeal.none-why')} icon="voice" />}
        {appeals.map((appeal) => (
          <Card key={appeal.id}>
            <Stack>
              <Row spread>
                <Link to={paths.appraisal(appeal.appraisalId)}>
                  {appeal.name} · <Words words={appeal.cycleName} /> · {appeal.score} {appeal.rating}
                </Link>
                {appeal.outcome ? (
                  <Badge>{t(`appeal.${appeal.outcome}`)}</Badge>
                ) : (
                  <Badge tone="warn">{t('appeal.open')}</Badge>
                )}
              </Row>
              <Label>
                <When at={appeal.appealedAt} />
              </Label>
              <p>{appeal.reason}</p>
              {appeal.answer && <p>{t('appeal.answer-is', { answer: appeal.answer })}</p>}
              {!appeal.mayAnswer && appeal.answeredAt === null && <Muted>{t('appeal.for-others')}</Muted>}
              {appeal.mayAnswer && (
                <FormShell name={appeal.id} editor revision={appeal.revision}>
                  <input type="hidden" name="appealId" value={appeal.id} />
                  <RadioGroup
                    label={t('appeal.outcome')}
                    name="outcome"
                    shape="row"
                    options={(['upheld', 'rejected'] as const).map((value) => ({ value, label: t(`appeal.${value}`) }))}
                  />
                  <TextArea label={t('appeal.answer')} name="answer" help={t('appeal.answer-help')} />
                  <SelectField
                    label={t('appeal.rating')}
                    name="rating"
                    span="narrow"
                    none={t('appeal.rating-none')}
                    help={t('appeal.rating-help')}
                    options={appeal.bands.map(({ rating, name }) => ({
                      value: rating,
                      label: `${rating} · ${words(name)}`,
                    }))}
                  />
                  <FormActions>
                    <Button variant="first" name="act" value="answer">
                      {t('appeal.send')}
                    </Button>
                  </FormActions>
                </FormShell>
              )}
            </Stack>
          </Card>
        ))}
      </Stack>
    </Page>
  )
}
export default Appeals
