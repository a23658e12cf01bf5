import type { ReactNode } from 'react'
import { mostOfTable } from '#app/kernel/file-size.ts'
import { LinkButton } from './button.tsx'
import { FileField } from './file-field.tsx'
import { Row } from './layout.tsx'

type TableFileProps = {
  label: ReactNode
  help?: ReactNode
  /** The most bytes that are read of it; as of any table unless said otherwise. */
  most?: number
  /** Files with the columns that are read and one line to write over. */
  samples: readonly { title: string; to: string }[]
}

/** A CSV file or an Excel workbook, sent as `file`, with samples of what is expected of it. */
export const TableFileField = ({ label, help, most = mostOfTable, samples }: TableFileProps) => (
  <>
    <FileField
      name="file"
      most={most}
      label={label}
      help={help}
      accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    />
    <Row>
      {samples.map(({ title, to }) => (
        <LinkButton key={to} variant="text" size="small" icon="download" to={to} reloadDocument>
          {title}
        </LinkButton>
      ))}
    </Row>
  </>
)
