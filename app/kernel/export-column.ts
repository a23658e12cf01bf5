/** One column of a list as it leaves the house: its heading and the text or exact number of a row. */
export type ExportColumn<T> = {
  title: string
  /** Amounts come in major units as decimal text ('12738.81'), days as '2026-09-30'. */
  value: (row: T) => string | number | null
  kind?: 'text' | 'number'
  /** In characters, for a spreadsheet. */
  width?: number
}
