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
