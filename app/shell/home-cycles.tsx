import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import type { RunningCycle } from '#app/performance/cycles/running-cycles.server.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Meter } from '#app/ui/charts/meter.tsx'
import { Figure } from '#app/ui/figure.tsx'
import { Label, Muted, Section, Stack } from '#app/ui/layout.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { Words } from '#app/ui/words.tsx'

/** The appraisal cycles under way, for whoever oversees them: which phase is open until when, and how far its people are. */
export const HomeCycles = ({ cycles }: { cycles: readonly RunningCycle[] }) => {
  const t = useTranslations('shell')
  const phases = useTranslations('shell.phase')
  const when = useWhenText()
  return cycles.map(({ id, name, open, next }) => (
    <Section
      key={id}
      title={<Words words={name} />}
      label={t('home.cycle.label')}
      action={<LinkButton to={paths.cycle(id)}>{t('home.cycle.open')}</LinkButton>}
    >
      <Stack gap="small">
        {open.length > 0 && (
          <Stats>
            {open.map(({ phase, closesOn, done, of }) => {
              const named = { phase: phases(phase) }
              const until = t('home.cycle.until', { ...named, until: when({ at: closesOn }) })
              return done === null ? (
                <Label key={phase}>{until}</Label>
              ) : (
                <Stat
                  key={phase}
                  label={until}
                  value={<Figure value={done} />}
                  unit={t('home.cycle.of-people', { count: of })}
                >
                  <Meter value={done} max={Math.max(1, of)} label={t('home.cycle.done', { ...named, done, of })} />
                </Stat>
              )
            })}
          </Stats>
        )}
        {next && <Muted>{t('home.cycle.next', { phase: phases(next.phase), from: when({ at: next.opensOn }) })}</Muted>}
        {!next && open.length === 0 && <Muted>{t('home.cycle.over')}</Muted>}
      </Stack>
    </Section>
  ))
}
