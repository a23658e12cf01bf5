import { forwardRef, type InputHTMLAttributes, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import styles from './field.module.css'
import { FieldFrame, type FieldWords, useField } from './field.tsx'
import { Icon } from './icon.tsx'

export type FileFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'size'> & FieldWords

/** A file to choose or drop. The form needs `encType="multipart/form-data"`. */
export const FileField = forwardRef<HTMLInputElement, FileFieldProps>(
  ({ label, help, error, optional, quiet, span, onChange, ...input }, ref) => {
    const t = useTranslations('ui')
    const format = useFormatter()
    const field = useField({ ...input, error, help })
    const [files, setFiles] = useState<readonly File[]>([])
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
