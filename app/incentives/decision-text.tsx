import { useTranslations } from 'use-intl'
import type { Decision } from '#app/audit/decision-list.tsx'

/** "Li Ming approved it", of a run or a plan. */
export const useDecisionText = () => {
  const t = useTranslations('incentives')
  return ({ byName, step, decision }: Decision): string =>
    t('run.decision', { name: byName, decision: t(`decisions.${step}-${decision}`) })
}
