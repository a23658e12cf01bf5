import { Toast } from '@base-ui/react/toast'
import { type ReactNode, useCallback } from 'react'
import { useTranslations } from 'use-intl'
import type { Tone } from './badge.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'

export type ToastWords = {
  words: ReactNode
  tone?: Tone
  /** Undo beats "are you sure": a button that takes the act back. */
  undo?: () => void
}

/** Says in the corner what has just been done; gone after six seconds, kept while it is pointed at or focused. */
export const useToast = () => {
  const { add } = Toast.useToastManager<{ tone: Tone; undo?: () => void }>()
  return useCallback(
    ({ words, tone = 'ok', undo }: ToastWords): void => {
      add({ title: words, timeout: 6000, priority: tone === 'bad' ? 'high' : 'low', data: { tone, undo } })
    },
    [add],
  )
}

/** Once around the app. */
export const ToastRegion = ({ children }: { children: ReactNode }) => (
  <Toast.Provider limit={3}>
    {children}
    <Toast.Portal>
      <Region />
    </Toast.Portal>
  </Toast.Provider>
)

const Region = () => {
  const t = useTranslations('ui')
  const { toasts, close } = Toast.useToastManager<{ tone: Tone; undo?: () => void }>()
  return (
    <Toast.Viewport className={styles.region} aria-label={t('toast.region')}>
      {toasts.map((toast) => (
        <Toast.Root
          key={toast.id}
          toast={toast}
          className={styles.toast}
          data-tone={toast.data?.tone}
          swipeDirection={['down', 'right']}
        >
          <Icon name={toast.data?.tone === 'bad' || toast.data?.tone === 'warn' ? 'alert' : 'check-circle'} />
          <Toast.Title className={styles.words} render={<div />} />
          {toast.data?.undo && (
            <Button
              type="button"
              variant="text"
              size="small"
              onClick={() => {
                toast.data?.undo?.()
                close(toast.id)
              }}
            >
              {t('toast.undo')}
            </Button>
          )}
          <Toast.Close className={styles.close} aria-label={t('close')}>
            <Icon name="close" size={16} />
          </Toast.Close>
        </Toast.Root>
      ))}
    </Toast.Viewport>
  )
}
