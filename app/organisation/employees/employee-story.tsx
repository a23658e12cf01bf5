import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { Money } from '#app/ui/money.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { Timeline, type TimelineItem } from '#app/ui/timeline.tsx'
import { When } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { Story } from './employee-page.server.ts'

/** Where a person stands and stood, when they were away, and what they can do: the same for HR and for oneself. */
export const EmployeeStory = ({ story, today }: { story: Story; today: string }) => {
  const t = useTranslations('organisation')
  return (
    <Stack gap="large">
      <Section
        title={t('employee.assignments')}
        action={
          story.may.change && story.isEmployed ? (
            <LinkButton to={paths.assignNew(story.person.id)} size="small" icon="add">
              {t('employee.assign')}
            </LinkButton>
          ) : undefined
        }
      >
        <Assignments story={story} today={today} />
      </Section>
      <Section
        title={t('employee.competencies')}
        action={
          story.may.assess ? (
            <LinkButton to={paths.assess(story.person.id)} size="small" icon="edit">
              {t('employee.assess')}
            </LinkButton>
          ) : undefined
        }
      >
        <Competencies story={story} />
      </Section>
      <Section
        title={t('employee.absences')}
        action={
          story.may.change ? (
            <LinkButton to={paths.absence(story.person.id)} size="small" icon="add">
              {t('employee.add-absence')}
            </LinkButton>
          ) : undefined
        }
      >
        <Absences story={story} />
      </Section>
    </Stack>
  )
}

const Span = ({ from, to }: { from: string; to: string | null }) => {
  const t = useTranslations('organisation')
  return to ? (
    <>
      <When at={from} absolute /> – <When at={to} absolute />
    </>
  ) : (
    t.rich('employee.since', { day: () => <When at={from} absolute /> })
  )
}

const Assignments = ({ story, today }: { story: Story; today: string }) => {
  const t = useTranslations('organisation')
  const words = useWordsText()
  const items = story.assignments.map((row): TimelineItem => {
    const isNow = row.from <= today && (row.to === null || row.to >= today)
    return {
      key: row.id,
      span: <Span from={row.from} to={row.to} />,
      tone: isNow ? 'ok' : 'plain',
      icon: isNow ? 'check' : undefined,
      title: (
        <Row text>
          <b>{words(row.postName)}</b>
          <span>{row.unitName ? words(row.unitName) : row.unitCode}</span>
          {!row.isPrimary && <Badge>{t('employee.second')}</Badge>}
          {row.from > today && <Badge tone="warn">{t('employee.to-come')}</Badge>}
        </Row>
      ),
      text: (
        <Row text>
          <span>
            {t('person.fte')} <Figure value={row.fteBp / 10_000} percent digits={0} />
          </span>
          {row.lineManagerName && <span>{t('employee.reports-to', { name: row.lineManagerName })}</span>}
          {row.baseMinor !== null && (
            <span>
              {t('person.base')} <Money minor={row.baseMinor} currency={row.currency} />
            </span>
          )}
          {row.city && <span>{row.city}</span>}
        </Row>
      ),
      action: story.may.change ? (
        <Row>
          {(row.to === null || row.to >= today) && (
            <>
              <LinkButton to={paths.assignment(story.person.id, row.id, 'transfer')} size="small">
                {t('employee.transfer')}
              </LinkButton>
              <LinkButton to={paths.assignment(story.person.id, row.id, 'end')} size="small" variant="text">
                {t('employee.end')}
              </LinkButton>
            </>
          )}
          <LinkButton to={paths.assignment(story.person.id, row.id, 'correct')} size="small" variant="text">
            {t('employee.correct')}
          </LinkButton>
        </Row>
      ) : undefined,
    }
  })
  const joins = story.employments.flatMap((span): TimelineItem[] => [
    ...(span.toOn
      ? [
          {
            key: `${span.id}-left`,
            at: span.toOn,
            title: t('employee.left'),
            text: span.leavingReason ?? undefined,
            icon: 'out' as const,
          },
        ]
      : []),
    { key: span.id, at: span.fromOn, title: t('employee.joined'), icon: 'flag' as const },
  ])
  const dated = [
    ...items.map((item, place) => ({ item, day: story.assignments[place]?.from ?? '', rank: 1 })),
    ...joins.map((item) => ({ item, day: String(item.at), rank: item.key.endsWith('-left') ? 2 : 0 })),
  ].sort((a, b) => (a.day === b.day ? b.rank - a.rank : a.day < b.day ? 1 : -1))
  return <Timeline items={dated.map(({ item }) => item)} />
}

const Competencies = ({ story }: { story: Story }) => {
  const t = useTranslations('organisation')
  const words = useWordsText()
  if (story.gaps.length === 0)
    return <Empty icon="target" title={t('employee.no-competencies')} why={t('employee.no-competencies-why')} />
  return (
    <Table
      label={t('employee.competencies')}
      rows={story.gaps}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.needs !== null && (row.has ?? 0) < row.needs ? 'warn' : undefined)}
      columns={[
        { key: 'name', title: t('competency.name'), cell: (row) => words(row.name) },
        { key: 'needs', title: t('employee.needs'), align: 'end', cell: (row) => row.needs ?? '—' },
        { key: 'has', title: t('employee.has'), align: 'end', cell: (row) => row.has ?? t('employee.not-assessed') },
        {
          key: 'gap',
          title: t('employee.gap'),
          cell: (row) =>
            row.needs === null ? null : (row.has ?? 0) >= row.needs ? (
              <Badge tone="ok">{t('employee.met')}</Badge>
            ) : (
              <Badge tone="warn">{t('employee.short', { levels: row.needs - (row.has ?? 0) })}</Badge>
            ),
        },
      ]}
    />
  )
}

const Absences = ({ story }: { story: Story }) => {
  const t = useTranslations('organisation')
  if (story.absences.length === 0)
    return <Empty icon="calendar" title={t('employee.no-absences')} why={t('employee.no-absences-why')} />
  return (
    <Table
      label={t('employee.absences')}
      rows={story.absences}
      rowKey={(row) => row.id}
      rowHref={story.may.change ? (row) => paths.absence(story.person.id, row.id) : undefined}
      columns={[
        { key: 'kind', title: t('absence.kind'), cell: (row) => t(`absence.kinds.${row.kind}`) },
        { key: 'span', title: t('absence.days'), cell: (row) => <Span from={row.fromOn} to={row.toOn} /> },
        {
          key: 'effect',
          title: t('absence.effect'),
          wrap: true,
          cell: (row) =>
            [row.excludesProration && t('absence.unpaid'), row.extendsDeadlines && t('absence.extends')]
              .filter(Boolean)
              .join(' · ') || t('absence.no-effect'),
        },
      ]}
    />
  )
}
