import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { FileField } from '#app/ui/file-field.tsx'
import { FormActions, FormShell, type FormShellProps } from '#app/ui/form.tsx'
import { Section } from '#app/ui/layout.tsx'
import { mostOfPlanFile } from './plan-file.ts'

/** A plan handed in as its file: a new one, or the draft of a revision replaced. */
export const PlanFileForm = ({
  title,
  revision,
  errors,
}: { title: string; revision?: number } & Pick<FormShellProps, 'errors'>) => {
  const t = useTranslations('incentives')
  return (
    <Section title={title}>
      <FormShell encType="multipart/form-data" errors={errors}>
        {revision !== undefined && <input type="hidden" name="revision" value={revision} />}
        <FileField
          name="file"
          most={mostOfPlanFile}
          label={t('plan.file')}
          help={t('plan.file-help')}
          accept="application/json,.json"
        />
        <FormActions>
          <Button name="act" value="upload" icon="upload">
            {t('plan.upload-act')}
          </Button>
        </FormActions>
      </FormShell>
    </Section>
  )
}
