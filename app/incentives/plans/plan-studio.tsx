import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Lint, LintCatalogue } from '#app/kernel/lint.ts'
import { Button } from '#app/ui/button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns, Section, Stack, Unseen } from '#app/ui/layout.tsx'
import { ExampleStatement } from './example-statement.tsx'
import { FailingExamples } from './failing-examples.tsx'
import type { DocumentProps } from './plan-context.tsx'
import { PlanDocument } from './plan-document.tsx'
import { type ExampleOutcome, peopleOfExamples } from './plan-examples.ts'
import { PlanExamples } from './plan-examples-view.tsx'
import { useTypedPlan } from './use-typed-plan.tsx'

type StudioProps = Pick<DocumentProps, 'plan' | 'editable' | 'names' | 'choices'> & {
  revision: number
  title: string
  check: { lints: readonly Lint[]; examples: readonly ExampleOutcome[] }
  /** How much each lint weighs, for a plan that is being typed. */
  catalogue: LintCatalogue
  /** From the address: whose statement stands beside, and which of its lines is opened. */
  chosen: { example: string | null; line: string | null }
  savedAt: number | null
  /** The act that was sent was refused because an example differs with what is typed. */
  isRefusedForExamples: boolean
  before: ReactNode
  after: ReactNode
  /** What stands under the examples. */
  beside: ReactNode
}

/** The plan as a document, and beside it what it would pay the people of its examples while one types. */
export const PlanStudio = (studio: StudioProps) => {
  const { plan, editable, names, choices, check, chosen, revision } = studio
  const t = useTranslations('incentives')
  const formId = useId()
  const typed = useTypedPlan(plan, check, studio.catalogue, revision)
  const people = peopleOfExamples(typed.plan, typed.examples)
  const person = people.find((each) => each.key === chosen.example) ?? people[0]
  const document = (
    <PlanDocument
      plan={plan}
      lints={typed.lints}
      editable={editable}
      names={names}
      choices={choices}
      onTyped={typed.onTyped}
    />
  )
  return (
    <Columns
      beside="wide"
      follows={t('plan.examples')}
      aside={
        <Stack gap="large">
          <Section title={t('plan.examples')}>
            <PlanExamples
              plan={typed.plan}
              outcomes={typed.examples}
              names={names}
              chosen={person?.key}
              form={editable ? formId : undefined}
            />
          </Section>
          {person && (
            <ExampleStatement
              plan={typed.plan}
              person={person}
              names={names}
              planTitle={studio.title}
              line={chosen.line}
              isBehind={typed.isBehind}
            />
          )}
          {studio.beside}
        </Stack>
      }
    >
      <Stack gap="large">
        <FailingExamples plan={typed.plan} outcomes={studio.isRefusedForExamples ? typed.examples : check.examples} />
        {studio.before}
        {editable ? (
          <FormShell id={formId} ref={typed.form} onInput={typed.onTyped} editor>
            <input type="hidden" name="revision" value={revision} />
            {/* The Enter key presses the first button of a form, which would be a row's. */}
            <Unseen>
              <button tabIndex={-1} aria-hidden="true" />
            </Unseen>
            {document}
            <FormActions sticky savedAt={studio.savedAt}>
              <Button variant="first">{t('plan.save')}</Button>
              <Button name="act" value="submit">
                {t('plan.submit')}
              </Button>
            </FormActions>
            {/* After the buttons: the first act that is sent is the one that counts, and rows are added by saving. */}
            <input type="hidden" name="act" value="save" />
          </FormShell>
        ) : (
          document
        )}
        {studio.after}
      </Stack>
    </Columns>
  )
}
