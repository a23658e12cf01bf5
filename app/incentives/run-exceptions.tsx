import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export type ListedException = {
  id: string
  employeeNumber: string | null
  name: string | null
  code: string
  severity: 'error' | 'warning'
  detail: unknown
}

const field = (detail: unknown, name: string): string =>
  typeof detail === 'object' && detail !== null && name in detail ? String(Reflect.get(detail, name)) : ''

/** People who could not be paid as the plan stands, and why; that there is nobody is something to know as well. */
export const RunExceptions = (props: {
  count: number
  exceptions: readonly ListedException[]
  names: Record<string, Words>
}) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const componentsOf = (detail: unknown) =>
    field(detail, 'component')
      .split(' ')
      .map((code) => (props.names[code] ? words(props.names[code]) : code))
      .join(', ')
  return (
    <Section title={t('run.exceptions', { count: props.count })}>
      {props.count === 0 && <p>{t('run.no-exceptions')}</p>}
      <Stack gap="small">
        {props.exceptions.map((each) => (
          <Note
            key={each.id}
            tone={each.severity === 'error' ? 'bad' : 'warn'}
            title={`${each.employeeNumber ?? ''} ${each.name ?? ''}`}
          >
            {t(`exceptions.${each.code}`, {
              subject: field(each.detail, 'subject'),
              component: componentsOf(each.detail),
            })}
          </Note>
        ))}
      </Stack>
    </Section>
  )
}
