import { Form, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Row, Section } from '#app/ui/layout.tsx'
import { Money } from '#app/ui/money.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Person = {
  employeeId: string
  employeeNumber: string
  employeeName: string
  awardedMinor: number
  deferredMinor: number
  heldMinor: number
  payableMinor: number
}

/** The people of a run, a page after an employee number: as quick at the end of 100,000 as at the beginning. */
export const RunPeople = ({
  run,
  people,
  search,
  size,
}: {
  run: { id: string; currency: string }
  people: readonly Person[]
  search: string
  size: number
}) => {
  const t = useTranslations('incentives')
  const [params] = useSearchParams()
  const amount = (key: string, field: keyof Person & `${string}Minor`): Column<Person> => ({
    key,
    title: t(`pay.${key}`),
    align: 'end',
    cell: (person) => <Money minor={person[field]} currency={run.currency} bare />,
  })
  const columns: Column<Person>[] = [
    { key: 'number', title: t('run.number'), cell: (person) => person.employeeNumber },
    { key: 'name', title: t('run.name'), cell: (person) => person.employeeName, phone: 'head' },
    amount('awarded', 'awardedMinor'),
    amount('deferred', 'deferredMinor'),
    amount('held', 'heldMinor'),
    amount('payable', 'payableMinor'),
  ]
  const last = people.at(-1)
  const next =
    last && people.length === size
      ? `${paths.run(run.id)}?${new URLSearchParams({ ...(search ? { q: search } : {}), after: last.employeeNumber })}`
      : null
  return (
    <Section title={t('run.statements')}>
      <Form method="get" action={paths.run(run.id)} data-print="no">
        <Row end>
          <TextField name="q" type="search" label={t('run.search')} defaultValue={search} />
          <Button icon="search">{t('run.search-act')}</Button>
        </Row>
      </Form>
      <Table
        label={t('run.statements')}
        columns={columns}
        rows={people}
        rowKey={(person) => person.employeeNumber}
        rowHref={(person) => paths.runStatement(run.id, person.employeeId)}
        empty={<Empty title={t('run.nobody')} />}
      />
      <Row>
        {params.has('after') && <LinkButton to={paths.run(run.id)}>{t('run.first-page')}</LinkButton>}
        {next && (
          <LinkButton to={next} icon="right">
            {t('run.next-page')}
          </LinkButton>
        )}
      </Row>
    </Section>
  )
}
