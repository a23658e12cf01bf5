import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { certificatesOf } from '#app/learning/certifications/certificates.server.ts'
import { transcriptOf } from '#app/learning/courses/transcript.server.ts'
import { Transcript } from '#app/learning/transcript.tsx'
import { paths } from '#app/paths.ts'
import { notFound, signedIn } from '#app/shell/guard.server.ts'
import { Badge, type Tone } from '#app/ui/badge.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { type Column, Table } from '#app/ui/tables/table.tsx'
import { When } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today }) => {
  if (!actor.employeeId) return notFound()
  return {
    certificates: await certificatesOf(db, actor.employeeId, today),
    transcript: await transcriptOf(db, actor.employeeId),
  }
})

type Row = ReturnType<typeof useLoaderData<typeof loader>>['certificates'][number]
const tones: Record<Row['state'], Tone> = {
  valid: 'ok',
  renewable: 'warn',
  ended: 'bad',
  revoked: 'bad',
  superseded: 'plain',
}

const Certificates = () => {
  const { certificates, transcript } = useLoaderData<typeof loader>()
  const t = useTranslations('learning')
  const renewable = certificates.filter(({ state }) => state === 'renewable').length
  const columns: Column<Row>[] = [
    { key: 'name', title: t('certificate.name'), cell: (row) => <Words words={row.name} /> },
    {
      key: 'state',
      title: t('certificate.state'),
      cell: (row) => <Badge tone={tones[row.state]}>{t(`certificate.states.${row.state}`)}</Badge>,
    },
    { key: 'from', title: t('certificate.from'), cell: (row) => <When at={row.validFrom} absolute /> },
    {
      key: 'through',
      title: t('certificate.through'),
      cell: (row) => (row.validThrough ? <When at={row.validThrough} absolute /> : t('certificate.for-ever')),
    },
    { key: 'code', title: t('certificate.code'), cell: (row) => row.verificationCode },
    {
      key: 'pdf',
      title: t('certificate.paper'),
      align: 'end',
      cell: (row) => (
        <LinkButton to={paths.certificatePdf(row.id)} reloadDocument size="small" icon="download">
          PDF
        </LinkButton>
      ),
    },
  ]
  return (
    <Page title={t('certificate.title')} state={t('certificate.title-state', { renewable })}>
      <Stack gap="large">
        <Table
          label={t('certificate.title')}
          columns={columns}
          rows={certificates}
          rowKey={(row) => row.id}
          empty={
            <Empty
              icon="badge"
              title={t('certificate.none')}
              why={t('certificate.none-why')}
              action={<LinkButton to={paths.learn()}>{t('act.to-courses')}</LinkButton>}
            />
          }
        />
        <Section title={t('transcript.title')}>
          <Transcript {...transcript} />
        </Section>
      </Stack>
    </Page>
  )
}
export default Certificates
