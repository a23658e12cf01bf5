import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { revisionForm } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { employeeRows } from '#app/organisation/employees/employees.server.ts'
import { paths } from '#app/paths.ts'
import { isOpen } from '#app/performance/cycle-window.ts'
import { changeForm, changeRefForm, proposeForm } from '#app/performance/goals/goal.form.ts'
import { GoalChanges } from '#app/performance/goals/goal-changes.tsx'
import {
  agreeGoals,
  answerChange,
  changesOf,
  findSheet,
  proposeChange,
  proposeGoals,
} from '#app/performance/goals/goal-sheets.server.ts'
import { TargetFields } from '#app/performance/goals/target-fields.tsx'
import { useMeasureText } from '#app/performance/measure.tsx'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { TextArea } from '#app/ui/text-field.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, today }) => {
  const found = await findSheet(db, actor, params.sheetId ?? '')
  if (!found) return notFound()
  const { sheet, cycle, template, lines, state } = found
  const [person] = await employeeRows(db, [sheet.employeeId], cycle.toOn)
  const changes = await changesOf(db, sheet.id)
  const isRunning = cycle.closedAt === null
  const mayPropose = isRunning && can(actor, 'goal.propose', sheet)
  return {
    sheet: { id: sheet.id, revision: sheet.revision, fromOn: sheet.fromOn, toOn: sheet.toOn },
    isSelf: sheet.employeeId === actor.employeeId,
    name: person?.name ?? '',
    cycle: {
      name: cycle.name,
      goalsUntil: cycle.windows.find((window) => window.phase === 'goal-setting')?.closesOn ?? null,
    },
    templateName: template.name,
    lines: lines.map(({ id, weightBp, target, goal }) => ({ id, weightBp, target, goal })),
    state,
    changes: changes.map((change) => ({
      ...change,
      mayAnswer:
        isRunning &&
        change.agreedAt === null &&
        change.declinedAt === null &&
        can(actor, 'goal.agree', { ...sheet, proposedBy: change.proposedBy }),
    })),
    may: {
      propose: mayPropose && state !== 'frozen',
      agree: isRunning && state === 'proposed' && can(actor, 'goal.agree', sheet),
      change:
        mayPropose &&
        state === 'frozen' &&
        isOpen(cycle.windows, 'monitoring', today) &&
        changes.every((change) => change.agreedAt !== null || change.declinedAt !== null),
    },
  }
})

type Answer = { ok: true; value: { id: string } } | { ok: false; error: { code: string; detail?: unknown } }
const answered = (outcome: Answer) => {
  if (outcome.ok) return redirect(paths.goalSheet(outcome.value.id))
  return ['not-allowed', 'no-such-sheet'].includes(outcome.error.code) ? notFound() : refuse(outcome.error)
}
const changeAnswer = (agrees: boolean) =>
  signedIn(async ({ db, actor, request, now }) => {
    const form = await readForm(request, changeRefForm)
    return form.ok ? answered(await answerChange(db, actor, { ...form.value, agrees }, now)) : form.refusal
  })

export const action = acts({
  propose: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, proposeForm)
    if (!form.ok) return form.refusal
    return answered(await proposeGoals(db, actor, { sheetId: params.sheetId ?? '', ...form.value }, now))
  }),
  agree: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, revisionForm)
    if (!form.ok) return form.refusal
    return answered(await agreeGoals(db, actor, { sheetId: params.sheetId ?? '', ...form.value }, now))
  }),
  change: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, changeForm)
    if (!form.ok) return form.refusal
    return answered(await proposeChange(db, actor, { sheetId: params.sheetId ?? '', ...form.value }, now))
  }),
  'agree-change': changeAnswer(true),
  'decline-change': changeAnswer(false),
})

const GoalSheetPage = () => {
  const { sheet, isSelf, name, cycle, templateName, lines, state, changes, may } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const measure = useMeasureText()
  const when = useWhenText()
  const errors = useActErrors('performance')
  return (
    <Page
      errors={errors}
      width="reading"
      crumbs={[{ title: t('goal.list'), to: paths.goals() }, { title: words(cycle.name) }]}
      title={isSelf ? t('goal.mine') : t('goal.of', { name })}
      state={t(`goal.says.${state}`, { until: cycle.goalsUntil ? when({ at: cycle.goalsUntil }) : '' })}
    >
      <Stack gap="large">
        {may.agree && (
          <FormShell>
            <input type="hidden" name="revision" value={sheet.revision} />
            <FormActions>
              <Button variant="first" name="act" value="agree">
                {t('goal.agree')}
              </Button>
            </FormActions>
          </FormShell>
        )}
        <Section
          title={<Words words={templateName} />}
          label={t('result.part', {
            from: when({ at: sheet.fromOn, absolute: true }),
            to: when({ at: sheet.toOn, absolute: true }),
          })}
        >
          {may.propose ? (
            <FormShell editor revision={sheet.revision}>
              <TargetFields lines={lines} />
              <FormActions>
                <Button variant={may.agree ? 'plain' : 'first'} name="act" value="propose">
                  {t(may.agree ? 'goal.counter' : 'goal.propose')}
                </Button>
              </FormActions>
            </FormShell>
          ) : (
            <Table
              label={words(templateName)}
              rows={lines}
              rowKey={(line) => line.id}
              columns={[
                { key: 'name', title: t('kpi.name'), cell: (line) => <Words words={line.goal.name} /> },
                {
                  key: 'target',
                  title: t('kpi.target'),
                  align: 'end',
                  cell: (line) => (line.target ? measure(line.target, line.goal.unit) : '—'),
                },
                { key: 'weight', title: t('weight'), align: 'end', cell: (line) => `${line.weightBp / 100}%` },
              ]}
            />
          )}
        </Section>
        {changes.length > 0 && <GoalChanges changes={changes} lines={lines} />}
        {may.change && (
          <Section title={t('goal.change')} label={t('goal.change-label')}>
            <FormShell editor revision={sheet.revision}>
              <TargetFields lines={lines} />
              <TextArea label={t('goal.change-reason')} name="reason" />
              <FormActions>
                <Button name="act" value="change">
                  {t('goal.propose-change')}
                </Button>
              </FormActions>
            </FormShell>
          </Section>
        )}
      </Stack>
    </Page>
  )
}
export default GoalSheetPage
