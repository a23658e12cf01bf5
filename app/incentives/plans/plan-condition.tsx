import { useTranslations } from 'use-intl'
import type { Condition } from './plan.ts'
import { PlanFigure } from './plan-figure.tsx'

/** What a gate or a cap looks at, as a sentence. */
export const PlanCondition = ({ path, condition }: { path: string; condition: Condition }) => {
  const t = useTranslations('incentives.plan.conditions')
  const place = (key: string, value: unknown) => () => <PlanFigure key={key} path={`${path}.${key}`} value={value} />
  switch (condition.kind) {
    case 'certified':
      return t.rich('certified', { certification: place('certification', condition.certification) })
    case 'no-open-violation':
      return t.rich('no-open-violation', { severities: place('severities', condition.severities) })
    case 'rating-in':
      return t.rich('rating-in', { ratings: place('ratings', condition.ratings) })
    case 'score-at-least':
      return t.rich('score-at-least', { score: place('score', condition.score) })
    case 'result-at-least':
      return t.rich('result-at-least', {
        result: place('result', condition.result),
        value: place('value', condition.value),
      })
  }
}
