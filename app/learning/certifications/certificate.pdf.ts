/** A certificate on paper: A4 across, in both languages, with the address at which it can be checked. */
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'

export type CertificatePrint = {
  title: string
  subtitle: string
  bank: string
  holder: string
  sentence: string
  certification: string
  facts: { label: string; value: string }[]
  verify: string
  /** Two characters, or one short word. */
  seal: string
}

// Ink, celadon and cinnabar of the house; paper has no theme.
const colours = { ink: '#211f1b', quiet: '#6b655a', act: '#276f5e', seal: '#ad3227', line: '#c9c3b4' }

const page = { width: 841.89, height: 595.28 }
const frame = (inset: number, lineColor: string, lineWidth: number) => ({
  type: 'rect' as const,
  x: inset,
  y: inset,
  w: page.width - 2 * inset,
  h: page.height - 2 * inset,
  lineColor,
  lineWidth,
})

export const certificateDocument = (print: CertificatePrint): TDocumentDefinitions => ({
  pageSize: 'A4',
  pageOrientation: 'landscape',
  pageMargins: [90, 78, 90, 60],
  info: { title: `${print.certification} · ${print.holder}`, author: print.bank },
  defaultStyle: { fontSize: 12, color: colours.ink, lineHeight: 1.3 },
  background: () => ({ canvas: [frame(28, colours.act, 1.5), frame(34, colours.line, 0.5)] }),
  content: [
    { text: print.bank, alignment: 'center', color: colours.quiet, fontSize: 13 },
    { text: print.title, alignment: 'center', bold: true, fontSize: 34, characterSpacing: 8, margin: [0, 10, 0, 0] },
    { text: print.subtitle, alignment: 'center', color: colours.quiet, fontSize: 12 },
    { text: print.holder, alignment: 'center', bold: true, fontSize: 28, margin: [0, 30, 0, 6] },
    { text: print.sentence, alignment: 'center', fontSize: 14, margin: [60, 0, 60, 0] },
    {
      text: print.certification,
      alignment: 'center',
      bold: true,
      fontSize: 20,
      color: colours.act,
      margin: [0, 10, 0, 28],
    },
    {
      columns: print.facts.map(({ label, value }) => ({
        width: '*',
        stack: [
          { text: label, color: colours.quiet, fontSize: 9 },
          { text: value, fontSize: 12 },
        ],
        alignment: 'center' as const,
      })),
      columnGap: 12,
    },
    {
      canvas: [{ type: 'rect', x: 0, y: 0, w: 62, h: 62, r: 4, color: colours.seal }],
      absolutePosition: { x: page.width - 190, y: page.height - 140 },
    },
    {
      columns: [
        {
          width: 62,
          text: print.seal,
          bold: true,
          fontSize: print.seal.length > 2 ? 12 : 22,
          color: '#ffffff',
          alignment: 'center',
          lineHeight: 1,
        },
      ],
      absolutePosition: { x: page.width - 190, y: page.height - (print.seal.length > 2 ? 117 : 125) },
    },
    { text: print.verify, alignment: 'center', color: colours.quiet, fontSize: 9, margin: [0, 30, 0, 0] },
  ],
})
