import { Badge } from '../badge.tsx'
import { Button, LinkButton } from '../button.tsx'
import { Person } from '../face.tsx'
import { Figure } from '../figure.tsx'
import { Section, Stack } from '../layout.tsx'
import { Money } from '../money.tsx'
import { Stepper } from '../stepper.tsx'
import { type Column, DataTable } from '../tables/data-table.tsx'
import { Pagination } from '../tables/pagination.tsx'
import { Table } from '../tables/table.tsx'
import { LinkTabs } from '../tabs.tsx'
import { Tasks } from '../tasks.tsx'
import { Timeline } from '../timeline.tsx'
import { Tree } from '../tree.tsx'
import { useSamples } from './gallery-words.ts'

type Row = { id: string; name: string; post: string; score: number | null; minor: number }

const useRows = (count: number): Row[] => {
  const w = useSamples()
  return Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    name: w.names[index % 9] ?? '',
    post: w.posts[(index * 7) % 4] ?? '',
    score: index % 5 === 3 ? null : 72 + ((index * 37) % 280) / 10,
    minor: 820_000 + ((index * 7_919) % 900_000),
  }))
}

const useColumns = (): Column<Row>[] => {
  const w = useSamples()
  return [
    { key: 'name', title: w.name, cell: (row) => row.name, sortBy: (row) => row.name },
    { key: 'post', title: w.post, cell: (row) => row.post, sortBy: (row) => row.post },
    { key: 'unit', title: w.unit, cell: () => w.branch, off: true },
    {
      key: 'rating',
      title: w.rating,
      cell: (row) =>
        row.score === null ? (
          <Badge tone="warn">{w.missing}</Badge>
        ) : (
          <Badge tone={row.score > 84 ? 'ok' : 'plain'}>{row.score > 84 ? w.good : w.fair}</Badge>
        ),
    },
    {
      key: 'score',
      title: w.score,
      align: 'end',
      cell: (row) => <Figure value={row.score} digits={2} />,
      sortBy: (row) => row.score,
      sort: 'down',
    },
    { key: 'pay', title: w.pay, align: 'end', cell: (row) => <Money minor={row.minor} />, sortBy: (row) => row.minor },
  ]
}

export const GalleryLists = () => {
  const w = useSamples()
  const rows = useRows(9)
  const many = useRows(1200)
  const columns = useColumns()
  return (
    <Section title={w.headings.lists}>
      <Stack gap="large">
        <DataTable
          label={w.people}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `?open=${row.id}`}
          lookHref={(row) => `?look=${row.id}`}
          rowTone={(row) => (row.id === 'r3' ? 'warn' : undefined)}
          filters={[
            { key: 'q', label: w.name, match: (row, value) => row.name.toLowerCase().includes(value.toLowerCase()) },
            {
              key: 'post',
              label: w.post,
              kind: 'select',
              options: w.posts.map((label) => ({ value: label, label })),
              match: (row, value) => row.post === value,
            },
          ]}
          exports={{ csv: '/people.csv', xlsx: '/people.xlsx' }}
          select={{
            acts: () => (
              <Button name="act" value="remind" size="small">
                {w.submit}
              </Button>
            ),
          }}
        />
        <DataTable name="many" label={w.course} columns={columns} rows={many} rowKey={(row) => row.id} />
        <Table
          label={w.pay}
          rows={rows.slice(0, 3)}
          rowKey={(row) => row.id}
          columns={[
            { key: 'who', title: w.name, cell: (row) => <Person name={row.name} note={row.post} /> },
            { key: 'note', title: w.note, cell: () => w.how, wrap: true },
            {
              key: 'pay',
              title: w.pay,
              align: 'end',
              cell: (row) => <Money minor={row.minor} />,
              foot: <Money minor={rows.slice(0, 3).reduce((sum, row) => sum + row.minor, 0)} />,
            },
          ]}
        />
        <Table label={w.unit} rows={[]} rowKey={String} columns={[{ key: 'a', title: w.name, cell: String }]} />
        <Pagination page={4} size={50} total={1470} />
      </Stack>
    </Section>
  )
}

export const GalleryStructure = ({ now }: { now: number }) => {
  const w = useSamples()
  const day = 86_400_000
  const [root = '', river = '', corporate = '', counter = '', lake = '', risk = ''] = w.tree
  return (
    <Section title={w.headings.structure}>
      <Stack gap="large">
        <Tasks
          tasks={[
            {
              key: 'a',
              title: w.task,
              note: w.taskNote,
              due: <Badge tone="bad">{w.friday}</Badge>,
              action: (
                <LinkButton to="?" variant="first">
                  {w.start}
                </LinkButton>
              ),
            },
            {
              key: 'b',
              title: w.task2,
              note: w.task2Note,
              due: <Badge tone="warn">{w.friday}</Badge>,
              action: <LinkButton to="?">{w.view}</LinkButton>,
            },
            { key: 'c', title: w.saved, done: true },
          ]}
        />
        <Stepper
          steps={w.steps.map((title, index) => ({
            title,
            state: index < 2 ? 'done' : index === 2 ? 'now' : 'todo',
            to: index < 2 ? '?' : undefined,
          }))}
        />
        <LinkTabs
          label={w.details}
          current="?tab=a"
          tabs={[
            { to: '?tab=a', title: w.tabs[0] },
            { to: '?tab=b', title: w.tabs[1], count: 3 },
            { to: '?tab=c', title: w.tabs[2] },
          ]}
        />
        <Timeline
          items={[
            { key: 'c', at: now - 3_600_000, title: w.approved, tone: 'ok' },
            { key: 'b', at: now - 2 * day, title: w.sentBack, text: w.consequence, tone: 'bad' },
            { key: 'a', at: now - 40 * day, title: w.prepared },
          ]}
        />
        <Tree
          label={w.unit}
          current="corporate"
          nodes={[
            {
              key: 'root',
              title: root,
              note: 412,
              children: [
                {
                  key: 'river',
                  title: river,
                  to: '?unit=river',
                  note: 57,
                  children: [
                    { key: 'corporate', title: corporate, to: '?unit=corporate', note: 12 },
                    { key: 'counter', title: counter, note: 21 },
                  ],
                },
                { key: 'lake', title: lake, note: 44, children: [{ key: 'desk', title: counter, note: 9 }] },
                { key: 'risk', title: risk, note: 18 },
              ],
            },
          ]}
        />
      </Stack>
    </Section>
  )
}
