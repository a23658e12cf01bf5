import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { CreditFaults, faultsIn } from '#app/incentives/credits/credit-faults.tsx'
import { CreditTabs } from '#app/incentives/credits/credit-tabs.tsx'
import { mayImport, productsPaid } from '#app/incentives/credits/credits.server.ts'
import { importTargetsForm, setTargetForm, withdrawTargetForm } from '#app/incentives/credits/product-target.form.ts'
import {
  importTargets,
  setTarget,
  targetsVisible,
  withdrawTarget,
} from '#app/incentives/credits/product-targets.server.ts'
import { mostListed } from '#app/incentives/credits/sales-file.ts'
import { TargetForms } from '#app/incentives/credits/target-forms.tsx'
import { readForm, refuse, sentBytes } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { allCycles } from '#app/performance/cycles.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { DataTable } from '#app/ui/tables/data-table.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url }) => {
  if (!can(actor, 'credit.list')) return notFound()
  const ask = url.searchParams
  const cycles = (await allCycles(db)).map(({ id, name }) => ({ id, name }))
  const cycleId = cycles.find(({ id }) => id === ask.get('cycle'))?.id ?? cycles[0]?.id ?? ''
  const filter = { cycleId, search: ask.get('q') ?? '', product: ask.get('product') ?? '' }
  const targets = (await targetsVisible(db, actor, filter)).map(({ unitPath, ...target }) => ({
    ...target,
    mayWithdraw: can(actor, 'credit.import', { employeeId: target.employeeId, unitPath }),
  }))
  const written = ask.get('written')
  return {
    targets,
    cycles,
    cycleId,
    products: await productsPaid(db),
    mayImport: mayImport(actor),
    written: written === null ? null : Number(written) || 0,
  }
})

const here = (cycleId: string, written?: number) => redirect(paths.productTargets(cycleId, written))

export const action = acts({
  set: signedIn(async ({ db, actor, request, now }) => {
    if (!mayImport(actor)) return notFound()
    const form = await readForm(request, setTargetForm)
    if (!form.ok) return form.refusal
    const outcome = await setTarget(db, actor, form.value, now)
    return outcome.ok ? here(form.value.cycleId) : refuse(outcome.error)
  }),
  import: signedIn(async ({ db, actor, request, locale, now }) => {
    if (!mayImport(actor)) return notFound()
    const form = await readForm(request, importTargetsForm)
    if (!form.ok) return form.refusal
    const file = await sentBytes(request)
    if (!file) return refuse({ code: 'no-file' })
    const outcome = await importTargets(db, actor, { cycleId: form.value.cycleId, ...file, locale }, now)
    return outcome.ok ? here(form.value.cycleId, outcome.value.changed) : refuse(outcome.error)
  }),
  withdraw: signedIn(async ({ db, actor, request, now }) => {
    if (!mayImport(actor)) return notFound()
    const form = await readForm(request, withdrawTargetForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawTarget(db, actor, form.value, now)
    return outcome.ok ? here(form.value.cycleId) : refuse(outcome.error)
  }),
})

const ProductTargets = () => {
  const { targets, cycles, cycleId, products, mayImport, written } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const errors = useActErrors('incentives')
  const faults = faultsIn(useActionData())
  const isBusy = useNavigation().state === 'submitting'
  const options = products.map(({ product, name }) => ({ value: product, label: words(name) }))
  const nameOf = (code: string) => options.find(({ value }) => value === code)?.label ?? code
  return (
    <Page errors={errors} width="wide" title={t('targets.title')} state={t('targets.say')} tabs={<CreditTabs />}>
      <Stack gap="large">
        {written !== null && faults.length === 0 && (
          <Note tone="ok" live>
            {t('targets.written', { count: written })}
          </Note>
        )}
        {mayImport && cycleId !== '' && <TargetForms cycleId={cycleId} products={options} isBusy={isBusy} />}
        {faults.length > 0 && <CreditFaults faults={faults} />}
        <Section
          title={t('targets.list', {
            cycle: words(cycles.find(({ id }) => id === cycleId)?.name ?? {}),
            count: mostListed,
          })}
        >
          <DataTable
            label={t('targets.title')}
            rows={targets}
            total={targets.length}
            size={mostListed}
            rowKey={(row) => `${row.employeeId} ${row.product}`}
            empty={<Empty title={t('targets.none')} why={t('targets.none-why')} />}
            filters={[
              {
                key: 'cycle',
                label: t('targets.cycle'),
                kind: 'select',
                options: cycles.map(({ id, name }) => ({ value: id, label: words(name) })),
              },
              { key: 'q', label: t('run.search') },
              { key: 'product', label: t('credits.product'), kind: 'select', options },
            ]}
            columns={[
              { key: 'number', title: t('run.number'), cell: (row) => row.employeeNumber },
              { key: 'name', title: t('run.name'), cell: (row) => row.employeeName, phone: 'head' },
              { key: 'product', title: t('credits.product'), cell: (row) => nameOf(row.product) },
              {
                key: 'volume',
                title: t('targets.volume'),
                align: 'end',
                cell: (row) => <Figure value={row.volume} digits={row.volume.split('.')[1]?.length ?? 0} />,
              },
              { key: 'at', title: t('targets.set-at'), cell: (row) => <When at={row.recordedAt} />, phone: 'hide' },
              {
                key: 'act',
                title: t('credits.withdraw'),
                cell: (row) =>
                  row.mayWithdraw && (
                    <FormShell>
                      <input type="hidden" name="cycleId" value={row.cycleId} />
                      <input type="hidden" name="employeeId" value={row.employeeId} />
                      <input type="hidden" name="product" value={row.product} />
                      <ConfirmButton
                        variant="plain"
                        name="act"
                        value="withdraw"
                        size="small"
                        confirm={t('credits.withdraw')}
                        consequence={t('targets.withdraw-consequence', { name: row.employeeName })}
                      >
                        {t('credits.withdraw')}
                      </ConfirmButton>
                    </FormShell>
                  ),
              },
            ]}
          />
        </Section>
      </Stack>
    </Page>
  )
}
export default ProductTargets
