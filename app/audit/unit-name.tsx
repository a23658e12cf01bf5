import { useTranslations } from 'use-intl'
import { Words } from '#app/ui/words.tsx'
import type { SubjectName } from './subject-names.server.ts'

/** The part of the bank that a record belongs to; one that nobody names any more stays with its codes. */
export const UnitName = ({ record }: { record: { unitPath: string; unit: SubjectName | null } }) => {
  const t = useTranslations('audit')
  if (record.unit) return <Words words={record.unit.name} />
  return record.unitPath === '/' ? t('whole-bank') : <code>{record.unitPath}</code>
}
