import { forwardRef, type InputHTMLAttributes, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { megabytesOf } from '#app/kernel/file-size.ts'
import styles from './field.module.css'
import { FieldFrame, type FieldWords, useField } from './field.tsx'
import { Icon } from './icon.tsx'

export type FileFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'size'> &
  FieldWords & {
    /** The most bytes that whoever reads it takes. */
    most: number
  }

/**
 * A file to choose or drop. The form needs `encType="multipart/form-data"`. What is too large is not chosen: it would be
 * sent for minutes to be refused, and the largest never come as far as the form that could say so.
 */
export const FileField = forwardRef<HTMLInputElement, FileFieldProps>(
  ({ label, help, error, optional, quiet, span, most, onChange, ...input }, ref) => {
    const t = useTranslations('ui')
    const format = useFormatter()
    const [files, setFiles] = useState<readonly File[]>([])
    const [refused, setRefused] = useState<string | null>(null)
    const isTooLarge = refused !== null && t('file.too-large', { name: refused, megabytes: megabytesOf(most) })
    const field = useField({ ...input, error: isTooLarge || error, help })
    return (
      <FieldFrame field={field} label={label} help={help} optional={optional} quiet={quiet} span={span}>
        <div className={styles.file}>
          <Icon name="upload" />
          <span>
            {files.length === 0 && t('file.choose')}
            {files.map((file) => (
              <span key={file.name} className={styles.fileName}>
                {file.name}
                <span className={styles.fileSize}>{format.number(Math.max(1, Math.round(file.size / 1024)))} KB</span>
              </span>
            ))}
          </span>
          {/* The input covers the box, so that a click and a drop are the browser's own. */}
          <input
            ref={ref}
            {...input}
            {...field.aria}
            id={field.id}
            type="file"
            onChange={(event) => {
              const large = [...(event.currentTarget.files ?? [])].find((file) => file.size > most)
              if (large) event.currentTarget.value = ''
              setRefused(large?.name ?? null)
              setFiles([...(event.currentTarget.files ?? [])])
              onChange?.(event)
            }}
          />
        </div>
      </FieldFrame>
    )
  },
)
FileField.displayName = 'FileField'
