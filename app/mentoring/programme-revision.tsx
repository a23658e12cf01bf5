import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { reviseProgrammeForm } from './mentoring.form.ts'
import type { ProgrammeKind, ProgrammeRules } from './programme.ts'
import { ProgrammeTerms } from './programme-terms.tsx'

/** The programme's terms as they stand, to be revised; and its end. */
export const ProgrammeRevision = ({
  programme,
}: {
  programme: {
    name: Words
    kind: ProgrammeKind
    fromOn: string
    toOn: string
    rules: ProgrammeRules
    closedAt: number | null
    revision: number
  }
}) => {
  const t = useTranslations('mentoring')
  const { name, kind, fromOn, toOn, rules, revision } = programme
  const form = useSchemaForm(
    reviseProgrammeForm,
    {
      name: { 'zh-CN': name['zh-CN'] ?? '', en: name.en ?? '' },
      kind,
      fromOn,
      toOn,
      notOwnManager: rules.notOwnManager,
      sameCity: rules.sameCity,
      otherUnit: rules.otherUnit,
      minimumYears: String(rules.minimumYears),
      method: rules.method ?? 'fit',
      revision: String(revision),
    },
    'mentoring',
  )
  if (programme.closedAt !== null) return <Note>{t('programmes.is-closed')}</Note>
  return (
    <Stack gap="large">
      <FormShell {...form.shell} editor="tab" revision={revision}>
        <ProgrammeTerms register={form.register} />
        <FormActions>
          <Button name="act" value="revise" variant="first">
            {t('programmes.revise')}
          </Button>
        </FormActions>
      </FormShell>
      <FormShell>
        <input type="hidden" name="revision" value={revision} />
        <ConfirmButton
          name="act"
          value="close"
          confirm={t('programmes.close-confirm')}
          consequence={t('programmes.close-means')}
        >
          {t('programmes.close')}
        </ConfirmButton>
      </FormShell>
    </Stack>
  )
}
