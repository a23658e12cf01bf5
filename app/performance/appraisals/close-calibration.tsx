import { useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'

/** Closing is the approval of what stands there: it waits for a move that is being sent, and says which are still open. */
export const CloseCalibration = ({ ready, open }: { ready: number; open: readonly string[] }) => {
  const t = useTranslations('performance')
  const { formData } = useNavigation()
  return (
    <FormShell>
      <ConfirmButton
        variant="first"
        name="act"
        value="close"
        confirm={t('calibration.close')}
        consequence={
          open.length > 0
            ? t('calibration.close-open', { names: open.join(t('actual.and')), count: open.length })
            : t('calibration.close-consequence')
        }
        disabled={open.length > 0}
        pending={formData?.get('act') === 'move'}
      >
        {t('calibration.close-count', { count: ready })}
      </ConfirmButton>
    </FormShell>
  )
}
