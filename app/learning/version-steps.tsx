import { useTranslations } from 'use-intl'
import type { VersionState } from '#app/kernel/version-state.ts'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Muted, Section, Stack } from '#app/ui/layout.tsx'
import { TextArea } from '#app/ui/text-field.tsx'

/** The one step that a version waits for, and who may take it. */
export const VersionSteps = ({
  version,
  mayApprove,
}: {
  version: { state: VersionState; revision: number }
  mayApprove: boolean
}) => {
  const t = useTranslations('learning')
  const revision = <input type="hidden" name="revision" value={version.revision} />
  const one = (act: 'submit' | 'activate') => (
    <FormShell>
      {revision}
      <Button name="act" value={act} variant="first" block>
        {t(`version.acts.${act}`)}
      </Button>
    </FormShell>
  )
  if (version.state === 'retired') return null
  return (
    <Section title={t('version.step')}>
      {version.state === 'draft' && one('submit')}
      {version.state === 'approved' && one('activate')}
      {version.state === 'submitted' &&
        (mayApprove ? (
          <Stack>
            <FormShell>
              {revision}
              <Button name="act" value="approve" variant="first" block>
                {t('version.acts.approve')}
              </Button>
            </FormShell>
            <FormShell>
              {revision}
              <TextArea name="reason" label={t('version.reason')} span="full" />
              <Button name="act" value="return">
                {t('version.acts.return')}
              </Button>
            </FormShell>
          </Stack>
        ) : (
          <Muted>{t('version.another')}</Muted>
        ))}
      {version.state === 'active' && (
        <FormShell>
          {revision}
          <ConfirmButton
            name="act"
            value="retire"
            confirm={t('version.acts.retire')}
            consequence={t('version.retire-consequence')}
            variant="text"
          >
            {t('version.acts.retire-it')}
          </ConfirmButton>
        </FormShell>
      )}
    </Section>
  )
}
