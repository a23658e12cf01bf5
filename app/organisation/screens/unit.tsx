import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { isDay } from '#app/kernel/day.ts'
import { employeesIn } from '#app/organisation/employees/employees.server.ts'
import { reachPath } from '#app/organisation/units/unit.ts'
import { headOn } from '#app/organisation/units/unit-heads.server.ts'
import { entitiesOf, placementsOf, unitOn, unitsAlong, unitsBelow } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Columns, Facts, Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { Timeline } from '#app/ui/timeline.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

const shownPeople = 20

export const loader = signedIn(async ({ db, actor, params, url, today, now }) => {
  const on = url.searchParams.get('on') ?? ''
  const day = isDay(on) ? on : today
  const unit = await unitOn(db, params.unitId ?? '', day)
  if (!unit) return notFound()
  const filter = { unitPath: reachPath(unit), state: 'current' as const, day }
  const people = can(actor, 'employee.list')
    ? await employeesIn(
        db,
        scopeOf(actor, 'people'),
        filter,
        { key: 'number', down: false },
        { limit: shownPeople, offset: 0 },
        now,
      )
    : null
  const entity = (await entitiesOf(db)).find((each) => each.id === unit.legalEntityId)
  return {
    unit,
    entity: entity?.name ?? {},
    along: (await unitsAlong(db, unit.path, day)).slice(0, -1),
    below: await unitsBelow(db, unit.id, day),
    head: await headOn(db, unit.id, day),
    placements: await placementsOf(db, unit.id),
    people,
    mayChange: can(actor, 'unit.change', { unitPath: unit.path }),
    day,
    on: day === today ? undefined : day,
  }
})

const Unit = () => {
  const { unit, entity, along, below, head, placements, people, mayChange, day, on } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  const words = useWordsText()
  return (
    <Page
      crumbs={[
        { title: t('organisation.title'), to: paths.organisation(on) },
        ...along.map((each) => ({ title: words(each.name), to: paths.unit(each.id, on) })),
      ]}
      title={words(unit.name)}
      state={
        on
          ? t.rich('unit.as-of', { day: () => <When at={day} absolute /> })
          : t('unit.state', { kind: t(`unit.kinds.${unit.kind}`), code: unit.code })
      }
      action={
        mayChange && (
          <>
            <LinkButton to={paths.unitChange(unit.id)} icon="edit">
              {t('unit.change')}
            </LinkButton>
            <LinkButton to={paths.newUnit(unit.id)} icon="add" variant="first">
              {t('unit.open-below')}
            </LinkButton>
          </>
        )
      }
    >
      <Columns
        aside={
          <Stack gap="large">
            <Section title={t('unit.facts')}>
              <Facts
                facts={[
                  { label: t('unit.head'), value: head ? head.name : t('unit.no-head') },
                  { label: t('unit.kind'), value: t(`unit.kinds.${unit.kind}`) },
                  { label: t('unit.code'), value: unit.code },
                  { label: t('unit.entity'), value: words(entity) || '—' },
                  { label: t('unit.opened'), value: <When at={unit.openedOn} absolute /> },
                  ...(unit.closedOn ? [{ label: t('unit.closed'), value: <When at={unit.closedOn} absolute /> }] : []),
                ]}
              />
            </Section>
            <Section title={t('unit.history')}>
              <Timeline
                items={placements.map((row) => ({
                  key: row.id,
                  at: row.fromOn,
                  title: words(row.name),
                  text: row.path.split('/').filter(Boolean).join(' › '),
                }))}
              />
            </Section>
          </Stack>
        }
      >
        <Stack gap="large">
          <Section title={t('unit.below')}>
            <Table
              label={t('unit.below')}
              rows={below}
              rowKey={(row) => row.id}
              rowHref={(row) => paths.unit(row.id, on)}
              empty={<Empty icon="tree" title={t('unit.none-below')} />}
              columns={[
                { key: 'name', title: t('unit.name'), cell: (row) => words(row.name) },
                { key: 'kind', title: t('unit.kind'), cell: (row) => t(`unit.kinds.${row.kind}`) },
                { key: 'code', title: t('unit.code'), cell: (row) => row.code },
              ]}
            />
          </Section>
          {people && (
            <Section
              title={t('unit.people')}
              action={
                people.total > shownPeople ? (
                  <LinkButton to={paths.people({ unit: unit.id, on })} size="small">
                    {t('unit.all-people', { count: people.total })}
                  </LinkButton>
                ) : undefined
              }
            >
              <Table
                label={t('unit.people')}
                rows={people.rows}
                rowKey={(row) => row.id}
                rowHref={(row) => paths.employee(row.id)}
                empty={<Empty icon="people" title={t('unit.no-people')} />}
                columns={[
                  { key: 'name', title: t('person.name'), cell: (row) => row.name },
                  { key: 'number', title: t('person.number'), cell: (row) => row.number },
                  { key: 'post', title: t('person.post'), cell: (row) => (row.postName ? words(row.postName) : '—') },
                  { key: 'unit', title: t('person.unit'), cell: (row) => (row.unitName ? words(row.unitName) : '—') },
                ]}
              />
            </Section>
          )}
        </Stack>
      </Columns>
    </Page>
  )
}
export default Unit
