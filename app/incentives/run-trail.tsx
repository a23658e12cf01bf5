import { useTranslations } from 'use-intl'
import { Facts, Section } from '#app/ui/layout.tsx'
import { Timeline } from '#app/ui/timeline.tsx'

type Decision = { id: string; step: string; byName: string; at: number; decision: string; reason: string | null }

/** Who decided what about a run, and the digests that they decided on. */
export const RunTrail = ({
  decisions,
  run,
}: {
  decisions: readonly Decision[]
  run: { inputDigest: string | null; outputDigest: string | null }
}) => {
  const t = useTranslations('incentives')
  return (
    <Section title={t('run.trail')}>
      <Timeline
        items={decisions.map((each) => ({
          key: each.id,
          at: each.at,
          title: t('run.decision', { name: each.byName, decision: t(`decisions.${each.step}-${each.decision}`) }),
          text: each.reason === 'gate-changed' ? t('exceptions.gate-changed-short') : each.reason,
        }))}
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
