import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can } from '#app/identity/policy.ts'
import { withdrawCreditForm } from '#app/incentives/credits/credit.form.ts'
import { CreditFaults, faultsIn } from '#app/incentives/credits/credit-faults.tsx'
import { CreditTabs } from '#app/incentives/credits/credit-tabs.tsx'
import {
  creditsVisible,
  importCredits,
  mayImport,
  productsPaid,
  withdrawCredit,
} from '#app/incentives/credits/credits.server.ts'
import { mostListed, mostOfSalesFile } from '#app/incentives/credits/sales-file.ts'
import { readForm, refuse, sentBytes } from '#app/kernel/form.server.ts'
import { paths } from '#app/paths.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Page } from '#app/ui/page.tsx'
import { TableFileField } from '#app/ui/table-file-field.tsx'
import { DataTable } from '#app/ui/tables/data-table.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url }) => {
  if (!can(actor, 'credit.list')) return notFound()
  const { searchParams } = url
  const filter = { search: searchParams.get('q') ?? '', product: searchParams.get('product') ?? '' }
  const credits = (await creditsVisible(db, actor, filter)).map(({ employeeId, unitPath, ...credit }) => ({
    ...credit,
    mayWithdraw: credit.withdrawnAt === null && can(actor, 'credit.import', { employeeId, unitPath }),
  }))
  const written = searchParams.get('written')
  return {
    credits,
    products: await productsPaid(db),
    mayImport: mayImport(actor),
    written: written === null ? null : Number(written) || 0,
  }
})

export const action = acts({
  import: signedIn(async ({ db, actor, request, locale, now }) => {
    if (!mayImport(actor)) return notFound()
    const file = await sentBytes(request)
    if (!file) return refuse({ code: 'no-file' })
    const outcome = await importCredits(db, actor, { ...file, locale }, now)
    return outcome.ok ? redirect(paths.credits(outcome.value.rows)) : refuse(outcome.error)
  }),
  withdraw: signedIn(async ({ db, actor, request, now }) => {
    if (!mayImport(actor)) return notFound()
    const form = await readForm(request, withdrawCreditForm)
    if (!form.ok) return form.refusal
    const outcome = await withdrawCredit(db, actor, form.value, now)
    return outcome.ok ? redirect(paths.credits()) : refuse(outcome.error)
  }),
})

const Credits = () => {
  const { credits, products, mayImport, written } = useLoaderData<typeof loader>()
  const t = useTranslations('incentives')
  const words = useWordsText()
  const errors = useActErrors('incentives')
  const faults = faultsIn(useActionData())
  const isBusy = useNavigation().state === 'submitting'
  const named = products.map(({ name }) => words(name)).join(t('exceptions.and'))
  const nameOf = (code: string) => {
    const known = products.find(({ product }) => product === code)
    return known ? words(known.name) : code
  }
  return (
    <Page errors={errors} width="wide" title={t('credits.title')} state={t('credits.say')} tabs={<CreditTabs />}>
      <Stack gap="large">
        {written !== null && faults.length === 0 && (
          <Note tone="ok" live>
            {t('credits.written', { count: written })}
          </Note>
        )}
        {mayImport && (
          <FormShell adds encType="multipart/form-data">
            <TableFileField
              most={mostOfSalesFile}
              label={t('credits.file')}
              help={`${t('credits.file-help')} ${t('credits.products', { products: named })}`}
              samples={[{ title: t('credits.sample'), to: paths.creditSample() }]}
            />
            <FormActions>
              <Button variant="first" name="act" value="import" icon="upload" pending={isBusy}>
                {t('credits.import')}
              </Button>
            </FormActions>
          </FormShell>
        )}
        {faults.length > 0 && <CreditFaults faults={faults} />}
        <Section title={t('credits.list', { count: mostListed })}>
          <DataTable
            label={t('credits.title')}
            rows={credits}
            total={credits.length}
            size={mostListed}
            rowKey={(row) => row.id}
            empty={<Empty title={t('credits.none')} why={t('credits.none-why')} />}
            filters={[
              { key: 'q', label: t('credits.search') },
              {
                key: 'product',
                label: t('credits.product'),
                kind: 'select',
                options: products.map(({ product, name }) => ({ value: product, label: words(name) })),
              },
            ]}
            columns={[
              { key: 'day', title: t('credits.day'), cell: (row) => <When at={row.creditedOn} absolute /> },
              { key: 'number', title: t('run.number'), cell: (row) => row.employeeNumber },
              { key: 'name', title: t('run.name'), cell: (row) => row.employeeName, phone: 'head' },
              { key: 'product', title: t('credits.product'), cell: (row) => nameOf(row.product) },
              {
                key: 'volume',
                title: t('credits.volume'),
                align: 'end',
                cell: (row) => <Figure value={row.volume} digits={row.volume.split('.')[1]?.length ?? 0} />,
              },
              {
                key: 'split',
                title: t('credits.split'),
                align: 'end',
                cell: (row) => <Figure value={row.splitBp / 10_000} digits={row.splitBp % 100 ? 2 : 0} percent />,
              },
              { key: 'deal', title: t('credits.deal'), cell: (row) => row.deal },
              { key: 'row', title: t('credits.row'), align: 'end', cell: (row) => row.sourceRow ?? '—', phone: 'hide' },
              {
                key: 'state',
                title: t('runs.state'),
                cell: (row) => (
                  <>
                    {row.withdrawnAt !== null && <Badge>{t('credits.withdrawn')}</Badge>}
                    {row.mayWithdraw && (
                      <FormShell>
                        <input type="hidden" name="creditId" value={row.id} />
                        <ConfirmButton
                          variant="plain"
                          name="act"
                          value="withdraw"
                          size="small"
                          confirm={t('credits.withdraw')}
                          consequence={t('credits.withdraw-consequence', { name: row.employeeName })}
                        >
                          {t('credits.withdraw')}
                        </ConfirmButton>
                      </FormShell>
                    )}
                  </>
                ),
              },
            ]}
          />
        </Section>
      </Stack>
    </Page>
  )
}
export default Credits
