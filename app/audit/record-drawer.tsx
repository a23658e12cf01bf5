import { useTranslations } from 'use-intl'
import { Drawer } from '#app/ui/drawer.tsx'
import { Facts, Muted, Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { actText, kindText } from './act-words.ts'
import { differenceOf, fieldText } from './difference.ts'
import { Doer } from './doer.tsx'
import { SubjectName } from './subject-name.tsx'
import type { NamedRow } from './subject-names.server.ts'
import type { TrailRecord } from './trail.server.ts'
import { UnitName } from './unit-name.tsx'

/** One record: who did what to what, and every value before and after. */
export const RecordDrawer = ({ record, closeTo }: { record: NamedRow<TrailRecord>; closeTo: string }) => {
  const t = useTranslations('audit')
  const changes = differenceOf(record.before, record.after)
  return (
    <Drawer title={actText(t, record.act)} open closeTo={closeTo} size="large">
      <Stack gap="large">
        <Facts
          facts={[
            { label: t('who'), value: <Doer record={record} /> },
            { label: t('when'), value: <When at={record.at} absolute /> },
            {
              label: t('subject'),
              value: (
                <>
                  {kindText(t, record.subjectKind)} <SubjectName record={record} />
                </>
              ),
            },
            ...(record.subject ? [{ label: t('subject-id'), value: <code>{record.subjectId}</code> }] : []),
            { label: t('unit'), value: <UnitName record={record} /> },
            ...(record.unit ? [{ label: t('unit-path'), value: <code>{record.unitPath}</code> }] : []),
            { label: t('seq'), value: record.seq },
            { label: t('digest'), value: <code>{record.digest.slice(0, 16)}…</code> },
          ]}
        />
        {record.erasedAt !== null ? (
          <Note title={t('erased', { rule: record.erasedRule ?? '' })}>
            <When at={record.erasedAt} absolute />
          </Note>
        ) : (
          <Section title={t('changes')}>
            <Table
              label={t('changes')}
              rows={changes}
              rowKey={(change) => change.path}
              empty={<Muted>{t('no-changes')}</Muted>}
              columns={[
                { key: 'field', title: t('field'), cell: (change) => fieldText(t, change.path), wrap: true },
                { key: 'before', title: t('before'), cell: (change) => change.before ?? '—', wrap: true },
                { key: 'after', title: t('after'), cell: (change) => change.after ?? '—', wrap: true },
              ]}
            />
          </Section>
        )}
      </Stack>
    </Drawer>
  )
}
