/** Whether a typed answer fits a pattern: the whole string, Unicode-normalised; `*` is any run, `\*` a star. */
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export const fitsPattern = (response: string, pattern: string, caseSensitive: boolean): boolean => {
  const pieces = pattern
    .normalize('NFC')
    .split(/((?:\\\*)|\*+)/)
    .map((piece) => (piece === '\\*' ? '\\*' : /^\*+$/.test(piece) ? '[\\s\\S]*' : literal(piece)))
  return new RegExp(`^${pieces.join('')}$`, caseSensitive ? 'u' : 'iu').test(response.normalize('NFC').trim())
}
