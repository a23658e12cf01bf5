import { useTranslations } from 'use-intl'
import { asking } from '#app/paths.ts'
import { Label, Section, Stack } from '#app/ui/layout.tsx'
import { Money } from '#app/ui/money.tsx'
import { Note } from '#app/ui/note.tsx'
import { useNamesText } from '#app/ui/words.tsx'
import { useExceptionText } from '../runs/run-exceptions.tsx'
import { StatementView } from '../statements/statement-view.tsx'
import type { StepSources } from '../statements/step-source.ts'
import type { IncentivePlan } from './plan.ts'
import type { DocumentNames } from './plan-context.tsx'
import type { ExamplePerson } from './plan-examples.ts'
import styles from './plan-examples-view.module.css'

/** A made-up person has no pages to look their figures up on. */
const nowhere: StepSources = { appraisal: null, assignments: null, credits: null, certificates: null, unitScores: null }

type StatementProps = {
  plan: IncentivePlan
  person: ExamplePerson
  names: DocumentNames
  planTitle: string
  /** Key of the opened line. */
  line: string | null
  /** What is typed cannot be read yet, so that this is what it was before. */
  isBehind: boolean
}

/** The statement that a person of an example would be sent, by the plan as it stands in the document. */
export const ExampleStatement = ({ plan, person, names, planTitle, line, isBehind }: StatementProps) => {
  const t = useTranslations('incentives')
  const named = useNamesText()
  const components = Object.fromEntries(plan.components.map(({ code, name }) => [code, name]))
  const exceptionText = useExceptionText(components)
  return (
    <Section title={t('plan.statement-of', { number: person.number })} label={named([...person.posts], names)}>
      <div aria-live="polite">
        <Label>{t('statement.payable')}</Label>
        <p className={styles.figure}>
          <Money minor={person.payableMinor} currency={plan.currency} />
        </p>
      </div>
      <Stack>
        {isBehind && <Note tone="warn">{t('plan.unreadable')}</Note>}
        {person.exceptions.map((each) => (
          <Note key={`${each.code} ${each.subject}`} tone={each.severity === 'error' ? 'bad' : 'warn'}>
            {exceptionText(each)}
          </Note>
        ))}
        <StatementView
          lines={person.lines}
          currency={plan.currency}
          payableMinor={person.payableMinor}
          names={components}
          codes={names}
          planTitle={planTitle}
          address={asking('', { example: person.key })}
          selected={line}
          sources={nowhere}
        />
      </Stack>
    </Section>
  )
}
