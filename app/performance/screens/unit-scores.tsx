import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { unitScoreForm, withdrawUnitScoreForm } from '#app/performance/actuals/actual.form.ts'
import { findCycle } from '#app/performance/cycles.server.ts'
import { recordUnitScore, scoredUnits, withdrawUnitScore } from '#app/performance/unit-scores.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Row, Section, Stack, Unseen } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/tables/data-table.tsx'
import { NumberField, TextArea } from '#app/ui/text-field.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText, Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, params, url }) => {
  const cycle = await findCycle(db, params.cycleId ?? '')
  if (!cycle || !can(actor, 'cycle.read', cycle)) return notFound()
  const isOpen = cycle.closedAt === null
  const units = (await scoredUnits(db, cycle)).map(({ path, ...unit }) => ({
    ...unit,
    depth: path.split('/').length - 3,
    maySet: isOpen && can(actor, 'actual.import', { unitPath: path }),
  }))
  const chosen = units.find(({ id, maySet }) => maySet && id === url.searchParams.get('unit')) ?? null
  return { cycle: { id: cycle.id, name: cycle.name }, units, chosen, mayImport: units.some(({ maySet }) => maySet) }
})

type Failed = { ok: false; error: { code: string; detail?: unknown } }
const refusalOf = ({ error }: Failed) =>
  ['no-such-cycle', 'no-such-unit', 'not-allowed'].includes(error.code) ? notFound() : refuse(error)

export const action = acts({
  set: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, unitScoreForm)
    if (!form.ok) return form.refusal
    const outcome = await recordUnitScore(db, actor, { cycleId: params.cycleId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.unitScores(params.cycleId ?? '')) : refusalOf(outcome)
  }),
  withdraw: signedIn(async ({ db, actor, params, request, now }) => {
    const form = await readForm(request, withdrawUnitScoreForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawUnitScore(db, actor, { cycleId: params.cycleId ?? '', ...form.value }, now)
    return outcome.ok ? redirect(paths.unitScores(params.cycleId ?? '')) : refusalOf(outcome)
  }),
})

const UnitScores = () => {
  const { cycle, units, chosen, mayImport } = useLoaderData<typeof loader>()
  const t = useTranslations('performance')
  const words = useWordsText()
  const errors = useActErrors('performance')
  const scored = units.filter((unit) => unit.scored !== null).length
  const digits = Math.max(0, ...units.map((unit) => unit.scored?.score.split('.')[1]?.length ?? 0))
  return (
    <Page
      crumbs={[
        { title: t('cycle.list'), to: paths.cycles() },
        { title: words(cycle.name), to: paths.cycle(cycle.id) },
      ]}
      title={t('unit-score.list')}
      state={t('unit-score.state', { scored, all: units.length })}
      action={
        mayImport && (
          <LinkButton to={paths.cycleActuals(cycle.id)} icon="upload">
            {t('actual.import')}
          </LinkButton>
        )
      }
    >
      <Stack gap="large">
        {chosen && (
          <Section title={t('unit-score.of', { unit: words(chosen.name) })}>
            <FormShell errors={errors} labels={{ score: t('score'), note: t('actual.note') }} key={chosen.id}>
              <input type="hidden" name="unitId" value={chosen.id} />
              <input type="hidden" name="shownAt" value={chosen.scored?.recordedAt ?? ''} />
              <NumberField label={t('score')} name="score" defaultValue={chosen.scored?.score} span="narrow" />
              <TextArea label={t('actual.note')} name="note" help={t('unit-score.note-help')} />
              <FormActions>
                <Row>
                  <Button variant="first" name="act" value="set">
                    {t('unit-score.set')}
                  </Button>
                  {chosen.scored && (
                    <ConfirmButton
                      variant="plain"
                      name="act"
                      value="withdraw"
                      confirm={t('unit-score.withdraw')}
                      consequence={t('unit-score.withdraw-consequence')}
                    >
                      {t('unit-score.withdraw')}
                    </ConfirmButton>
                  )}
                </Row>
              </FormActions>
            </FormShell>
          </Section>
        )}
        <DataTable
          label={t('unit-score.list')}
          rows={units}
          rowKey={(unit) => unit.id}
          rowTone={(unit) => (unit.id === chosen?.id ? 'ok' : undefined)}
          empty={<Empty title={t('unit-score.none')} why={t('unit-score.none-why')} />}
          filters={[
            {
              key: 'q',
              label: t('unit-score.search'),
              match: (unit, asked) =>
                [unit.code, ...Object.values(unit.name)].some((text) =>
                  text.toLowerCase().includes(asked.toLowerCase()),
                ),
            },
          ]}
          columns={[
            {
              key: 'unit',
              title: t('unit-score.unit'),
              cell: (unit) => (
                <>
                  {'\u2003'.repeat(unit.depth)}
                  <Words words={unit.name} />
                </>
              ),
            },
            { key: 'code', title: t('actual.unit-code'), cell: (unit) => unit.code, sortBy: (unit) => unit.code },
            {
              key: 'score',
              title: t('score'),
              align: 'end',
              cell: ({ scored }) => (scored ? <Figure value={scored.score} digits={digits} /> : '—'),
              sortBy: (unit) => (unit.scored ? Number(unit.scored.score) : null),
            },
            {
              key: 'source',
              title: t('unit-score.source'),
              wrap: true,
              cell: ({ scored }) =>
                scored?.file
                  ? t('actual.from-file', { file: scored.file, row: scored.row ?? 0 })
                  : (scored?.note ?? (scored ? t('actual.by-hand') : '')),
            },
            {
              key: 'at',
              title: t('unit-score.set-at'),
              cell: ({ scored }) => scored && <When at={scored.recordedAt} />,
            },
            ...(mayImport
              ? [
                  {
                    key: 'act',
                    title: t('unit-score.change'),
                    cell: (unit: (typeof units)[number]) =>
                      unit.maySet && (
                        <LinkButton to={paths.unitScores(cycle.id, unit.id)} size="small">
                          {t(unit.scored ? 'unit-score.change' : 'unit-score.set')}
                          <Unseen> {words(unit.name)}</Unseen>
                        </LinkButton>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </Stack>
    </Page>
  )
}
export default UnitScores
