import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Section, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export type ListedException = {
  code: string
  severity: 'error' | 'warning'
  detail: unknown
  count: number
  people: readonly string[]
}

const field = (detail: unknown, name: string): string =>
  typeof detail === 'object' && detail !== null && name in detail ? String(Reflect.get(detail, name)) : ''

/** What is said of an exception; `component` may be several codes. */
export const useExceptionText = (names: Record<string, Words>) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  return ({ code, component, subject }: { code: string; component: string; subject: string }) => {
    const components = component
      .split(' ')
      .map((each) => t('exceptions.component', { name: names[each] ? words(names[each]) : each }))
    return t(`exceptions.${code}`, { subject, component: components.join(t('exceptions.and')) })
  }
}

/** People who could not be paid as the plan stands, and why; that there is nobody is something to know as well. */
export const RunExceptions = (props: {
  count: number
  exceptions: readonly ListedException[]
  names: Record<string, Words>
}) => {
  const t = useTranslations('incentives')
  const exceptionText = useExceptionText(props.names)
  return (
    <Section title={t('run.exceptions', { count: props.count })}>
      {props.count === 0 && <p>{t('run.no-exceptions')}</p>}
      <Stack gap="small">
        {props.exceptions.map((each) => {
          const said = exceptionText({
            code: each.code,
            component: field(each.detail, 'component'),
            subject: field(each.detail, 'subject'),
          })
          const more = each.count - each.people.length
          const names = [...each.people, ...(more > 0 ? [t('exceptions.more', { count: more })] : [])]
          return (
            <Note
              key={JSON.stringify([each.code, each.detail])}
              tone={each.severity === 'error' ? 'bad' : 'warn'}
              title={each.count === 1 ? each.people[0] : said}
            >
              {each.count === 1 ? (
                said
              ) : (
                <details>
                  <summary>{t('exceptions.people', { count: each.count })}</summary>
                  {names.join(t('exceptions.and'))}
                </details>
              )}
            </Note>
          )
        })}
      </Stack>
    </Section>
  )
}
