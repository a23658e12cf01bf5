import { useTranslations } from 'use-intl'
import { Note } from '#app/ui/note.tsx'
import type { Proof } from './exchange.ts'

/** That nobody would rather swap, with how much was tried; or who would. */
export const ProofNote = ({ proof, nameOf }: { proof: Proof; nameOf: (employeeId: string) => string }) => {
  const t = useTranslations('mentoring')
  const tried = { exchanges: proof.exchanges, moves: proof.moves }
  if (proof.better.length === 0)
    return (
      <Note tone="ok" title={t('proof.none')}>
        {t('proof.tried', tried)}
      </Note>
    )
  return (
    <Note tone="warn" title={t('proof.some', { count: proof.better.length })}>
      <ul>
        {proof.better.slice(0, 5).map((each) => (
          <li key={each.menteeIds.join(' ')}>
            {t(`proof.${each.kind}`, {
              one: nameOf(each.menteeIds[0] ?? ''),
              other: nameOf(each.menteeIds[1] ?? ''),
              gain: each.gain,
            })}
            {each.bothBetter && each.kind === 'exchange' && ` ${t('proof.both')}`}
          </li>
        ))}
      </ul>
    </Note>
  )
}
