/** Documents on paper: pdfmake with Noto Sans SC, which it embeds by the glyphs used. Nothing is fetched. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
const face = (weight: '400Regular' | '700Bold') => join(fonts, weight, `NotoSansSC_${weight}.ttf`)

/** Loaded with the first document: it weighs more than all pages together, and many days see none. */
const printer = async () => {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts({
    sans: {
      normal: face('400Regular'),
      bold: face('700Bold'),
      italics: face('400Regular'),
      bolditalics: face('700Bold'),
    },
  })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path: string) => path.startsWith(fonts))
  return pdfmake
}
let ready: ReturnType<typeof printer> | null = null

/** A4, our face and margins unless the document says otherwise. */
export const pdfOf = async (document: TDocumentDefinitions): Promise<Uint8Array> => {
  ready ??= printer()
  const pdfmake = await ready
  const whole: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [56, 56, 56, 64],
    ...document,
    defaultStyle: { font: 'sans', fontSize: 10, lineHeight: 1.35, color: '#211f1b', ...document.defaultStyle },
  }
  return new Uint8Array(await pdfmake.createPdf(whole).getBuffer())
}
