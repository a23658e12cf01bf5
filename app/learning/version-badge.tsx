import { useTranslations } from 'use-intl'
import type { VersionState } from '#app/kernel/version-state.ts'
import { Badge, type Tone } from '#app/ui/badge.tsx'

const tones: Record<VersionState, Tone> = {
  draft: 'plain',
  submitted: 'warn',
  approved: 'ok',
  active: 'ok',
  retired: 'plain',
}

export const VersionBadge = ({ state }: { state: VersionState }) => {
  const t = useTranslations('learning')
  return <Badge tone={tones[state]}>{t(`version.states.${state}`)}</Badge>
}
