import { useTranslations } from 'use-intl'
import type { VersionState } from '#app/kernel/version-state.ts'
import { Badge } from '#app/ui/badge.tsx'

const tones: Partial<Record<VersionState, 'ok' | 'warn'>> = { active: 'ok', submitted: 'warn' }

/** Where a version of a template stands: in force, or waiting for someone. */
export const VersionBadge = ({ state }: { state: VersionState }) => {
  const t = useTranslations('performance')
  return <Badge tone={tones[state]}>{t(`version.${state}`)}</Badge>
}
