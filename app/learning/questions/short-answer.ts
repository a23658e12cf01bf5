/** Whether a typed answer fits a pattern: the whole string, Unicode-normalised; `*` is any run, `\*` a star. */

/** The literal pieces between the stars, in order. */
const piecesOf = (pattern: string): string[] => {
  const pieces = ['']
  for (const [token] of pattern.matchAll(/\\\*|\*+|[^\\*]+|\\/g)) {
    if (token.startsWith('*')) pieces.push('')
    else pieces.push(`${pieces.pop() ?? ''}${token === '\\*' ? '*' : token}`)
  }
  return pieces
}

/** Takes each piece at its first place, which is enough and never goes back: long answers stay cheap. */
export const fitsPattern = (response: string, pattern: string, caseSensitive: boolean): boolean => {
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase())
  const text = fold(response.normalize('NFC').trim())
  const pieces = piecesOf(fold(pattern.normalize('NFC')))
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
  if (pieces.length === 1) return text === first
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let from = first.length
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return from <= text.length - last.length
}

/** What a text must begin with, contain in this order and end with; empty where nothing is asked. */
export type TextShape = { begins: string; contains: string[]; ends: string }

/** A pattern for who does not read patterns: the one text that fits it, or the shape of those that do. */
export const readablePattern = (pattern: string): { text: string } | { shape: TextShape } => {
  const pieces = piecesOf(pattern).map((piece) => piece.trim())
  const [begins = '', ends = ''] = [pieces[0], pieces.at(-1)]
  return pieces.length === 1
    ? { text: begins }
    : { shape: { begins, contains: pieces.slice(1, -1).filter(Boolean), ends } }
}
