import { useTranslations } from 'use-intl'
import { Section } from '#app/ui/layout.tsx'
import { Table } from '#app/ui/tables/table.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { type IncentivePlan, type RiskClass, riskClasses } from './plan.ts'
import { type PlanChange, planChanges } from './plan-changes.ts'
import { type DocumentNames, noChoices, PlanContext } from './plan-context.tsx'
import { PlanFigure } from './plan-figure.tsx'

type ChangesProps = {
  before: { version: number; definition: IncentivePlan }
  plan: IncentivePlan
  names: DocumentNames
}

/** What a version decides otherwise than the one before it: where, what it was, and what it is. */
export const PlanChanges = ({ before, plan, names }: ChangesProps) => {
  const t = useTranslations('incentives.plan.changes')
  const changes = planChanges(before.definition, plan)
  const place = usePlaceText(names)
  return (
    <Section title={t('title', { count: changes.length, version: before.version })}>
      {changes.length > 0 && (
        <Table
          label={t('label', { version: before.version })}
          rows={changes}
          rowKey={(change) => change.place.join('.')}
          columns={[
            { key: 'place', title: t('place'), cell: (change) => place(change.place), wrap: true },
            {
              key: 'before',
              title: t('before'),
              cell: (change) => <Side plan={before.definition} names={names} change={change} side="before" />,
              wrap: true,
            },
            {
              key: 'after',
              title: t('after'),
              cell: (change) => <Side plan={plan} names={names} change={change} side="after" />,
              wrap: true,
            },
          ]}
        />
      )}
    </Section>
  )
}

type SideProps = { plan: IncentivePlan; names: DocumentNames; change: PlanChange; side: 'before' | 'after' }
const Side = ({ plan, names, change, side }: SideProps) => {
  const t = useTranslations('incentives.plan.changes')
  const value = change[side]
  if (value === undefined) return t('none')
  if (change.isWhole) return t('whole')
  return (
    <PlanContext.Provider value={{ plan, lints: [], editable: false, names, choices: noChoices }}>
      <PlanFigure path={change.place.join('.')} value={value} />
    </PlanContext.Provider>
  )
}

/** 'components', 'bonus', 'targets', 2, 'percent' as a path of words: Quarterly bonus · row 2 · Percent. */
const usePlaceText = (names: DocumentNames) => {
  const t = useTranslations('incentives.plan')
  const risks = useTranslations('organisation.post.risks')
  const words = useWordsText()
  const stepText = (step: string | number): string[] => {
    if (typeof step === 'number') return [t('changes.row', { no: step })]
    if (names[step]) return [words(names[step])]
    if ((riskClasses as readonly string[]).includes(step)) return [risks(step as RiskClass)]
    return t.has(`fields.${step}`) ? [t(`fields.${step}`)] : []
  }
  return (place: PlanChange['place']): string => {
    const isNamed = typeof place[1] === 'string' && names[place[1]] !== undefined
    const [head = '', ...rest] = place
    return [...(isNamed ? [] : [t(`changes.parts.${head}`)]), ...rest.flatMap(stepText)].join(' · ')
  }
}
