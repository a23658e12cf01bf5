import { useTranslations } from 'use-intl'
import { Facts } from '#app/ui/layout.tsx'
import type { AssessmentSettings } from './assessments/attempt.ts'

/** What awaits an examinee: questions, time, pass mark, attempts. */
export const AssessmentFacts = ({ settings, left }: { settings: AssessmentSettings; left: number | null }) => {
  const t = useTranslations('learning')
  return (
    <Facts
      columns
      facts={[
        { label: t('assessment.questions'), value: t('assessment.question-count', { count: settings.questionsDrawn }) },
        { label: t('assessment.time'), value: t('facts.minutes', { count: settings.timeLimitMinutes }) },
        { label: t('assessment.pass'), value: t('assessment.percent', { percent: settings.passPercent }) },
        {
          label: t('assessment.attempts'),
          value:
            settings.attempts === null
              ? t('assessment.unlimited')
              : left === null
                ? t('assessment.allowed', { count: settings.attempts })
                : t('assessment.left', { left, count: settings.attempts }),
        },
      ]}
    />
  )
}
