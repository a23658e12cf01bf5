import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { asking } from '#app/paths.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Money, useMoneyText } from '#app/ui/money.tsx'
import { Note } from '#app/ui/note.tsx'
import { useNamesText, useWordsText } from '#app/ui/words.tsx'
import { exampleFaultsId } from './failing-examples.tsx'
import type { IncentivePlan } from './plan.ts'
import type { DocumentNames } from './plan-context.tsx'
import { type ExampleOutcome, type ExamplePerson, peopleOfExamples } from './plan-examples.ts'
import styles from './plan-examples-view.module.css'

/** A figure of a line by the word that the control totals have for it. */
const figureOf = {
  calculatedMinor: 'calculated',
  awardedMinor: 'awarded',
  forfeitedMinor: 'forfeited',
  cutMinor: 'cut',
  deferredMinor: 'deferred',
  heldMinor: 'held',
  payableMinor: 'payable',
} as const

type ExamplesProps = {
  plan: IncentivePlan
  outcomes: readonly ExampleOutcome[]
  names: DocumentNames
  /** Whose statement stands below. */
  chosen: string | undefined
  /** The document's form, while it may be edited: an example is changed with what is typed there. */
  form: string | undefined
}

/** The plan's examples, which are its tests: everyone in them with what they would be paid, one to be chosen. */
export const PlanExamples = ({ plan, outcomes, names, chosen, form }: ExamplesProps) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  if (outcomes.length === 0) return <Empty title={t('plan.no-examples')} why={t('plan.no-examples-why')} />
  const people = peopleOfExamples(plan, outcomes)
  return (
    <ol className={styles.examples}>
      {outcomes.map((outcome) => (
        <li key={outcome.index}>
          <p className={styles.name}>
            <Badge tone={outcome.passed ? 'ok' : 'bad'}>{t(outcome.passed ? 'plan.passes' : 'plan.fails')}</Badge>{' '}
            {words(plan.examples[outcome.index]?.name ?? {})}
          </p>
          <ul className={styles.people}>
            {people
              .filter((person) => person.index === outcome.index)
              .map((person) => (
                <li key={person.key}>
                  <PersonLink plan={plan} person={person} names={names} isChosen={person.key === chosen} />
                </li>
              ))}
          </ul>
          <ExampleFaults plan={plan} outcome={outcome} form={form} />
        </li>
      ))}
    </ol>
  )
}

type LinkProps = { plan: IncentivePlan; person: ExamplePerson; names: DocumentNames; isChosen: boolean }
const PersonLink = ({ plan, person, names, isChosen }: LinkProps) => {
  const named = useNamesText()
  return (
    <Link
      to={asking('', { example: person.key })}
      className={styles.person}
      aria-current={isChosen || undefined}
      preventScrollReset
      replace
    >
      <span>
        {person.number} <small>{named([...person.posts], names)}</small>
      </span>
      {person.lines.length > 0 ? <Money minor={person.payableMinor} currency={plan.currency} bare /> : '—'}
    </Link>
  )
}

type FaultsProps = { plan: IncentivePlan; outcome: ExampleOutcome; form?: string | undefined }
/** What keeps an example from coming out as HR expects, and the way out where it is the expectation that is old. */
export const ExampleFaults = ({ plan, outcome, form }: FaultsProps) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const money = useMoneyText()
  const id = exampleFaultsId(outcome.index)
  const componentName = (code: string) =>
    words(plan.components.find((each) => each.code === code)?.name ?? { en: code })
  return (
    <div className={styles.faults} id={outcome.differences.length === 0 ? id : undefined}>
      {outcome.refusal && <Note tone="bad">{outcome.refusal}</Note>}
      {outcome.differences.length > 0 && (
        // Folded: one figure changes many, and the statement below is what one watches while typing.
        <details>
          <summary>{t('plan.differences', { count: outcome.differences.length })}</summary>
          <div id={id}>
            <Stack gap="small">
              {form && (
                <Button form={form} name="expect" value={outcome.index} size="small">
                  {t('plan.expect-found')}
                </Button>
              )}
              <ul>
                {outcome.differences.map((difference) => (
                  <li key={`${difference.employee} ${difference.component} ${difference.field}`}>
                    {t('plan.differs', {
                      employee: difference.employee,
                      component: componentName(difference.component),
                      figure: t(`control.${figureOf[difference.field]}`),
                      expected: money(difference.expected, plan.currency),
                      found: difference.found === null ? '—' : money(difference.found, plan.currency),
                    })}
                  </li>
                ))}
              </ul>
            </Stack>
          </div>
        </details>
      )}
    </div>
  )
}
