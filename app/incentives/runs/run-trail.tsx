import { useTranslations } from 'use-intl'
import { type Decision, DecisionList } from '#app/audit/decision-list.tsx'
import { Facts, Section } from '#app/ui/layout.tsx'
import { useDecisionText } from '../decision-text.tsx'

/** Who decided what about a run, and the digests that they decided on. */
export const RunTrail = ({
  decisions,
  run,
}: {
  decisions: readonly Decision[]
  run: { inputDigest: string | null; outputDigest: string | null }
}) => {
  const t = useTranslations('incentives')
  const decided = useDecisionText()
  return (
    <Section title={t('run.trail')}>
      <DecisionList
        decisions={decisions}
        say={decided}
        reason={(each) => (each.reason === 'gate-changed' ? t('exceptions.gate-changed-short') : each.reason)}
      />
      {run.inputDigest && run.outputDigest && (
        <Facts
          facts={[
            { label: t('run.input-digest'), value: <code>{run.inputDigest}</code> },
            { label: t('run.output-digest'), value: <code>{run.outputDigest}</code> },
          ]}
        />
      )}
    </Section>
  )
}
