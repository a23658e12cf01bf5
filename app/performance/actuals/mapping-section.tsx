import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { FoldedForm, FormActions } from '#app/ui/form.tsx'
import type { ActualMapping } from './actual-row.ts'
import { type MappableColumn, MappingFields } from './mapping-fields.tsx'

type SectionProps = {
  revision: number
  mapping: ActualMapping
  header: readonly string[]
  columns: readonly MappableColumn[]
  /** Headings of the file that nothing is read from. */
  unread: readonly string[]
  /** Without an answer nothing can be read: the question stands open. */
  isInQuestion: boolean
}

/** Which column is which: a question where the file does not say, else folded away with what of the file is left unread. */
export const MappingSection = ({ revision, mapping, header, columns, unread, isInQuestion }: SectionProps) => {
  const t = useTranslations('performance')
  return (
    <>
      <FoldedForm summary={t('actual.mapping')} isOpen={isInQuestion} editor revision={revision}>
        <MappingFields mapping={mapping} header={header} columns={columns} />
        <FormActions>
          <Button name="act" value="remap">
            {t('actual.remap')}
          </Button>
        </FormActions>
      </FoldedForm>
      {unread.length > 0 && <p>{t('actual.unread', { headings: unread.join(t('actual.and')) })}</p>}
    </>
  )
}
