/** A column of the grid is as narrow as the name of its KPI allows, which is read in a few lines and never broken in a word. */

/** What stays together: a word, or the part of one up to its hyphen. Of a name in characters there are no such pieces. */
const piecesOf = (name: string): string[] => name.match(/[^\s-]+-?\s*|-\s*/g) ?? []

/** Pieces in lines, each line as full as its width allows. */
const filled = (pieces: readonly string[], width: number): string[] => {
  const lines: string[] = []
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`
    if (lines.length > 0 && longer.trimEnd().length <= width) lines[lines.length - 1] = longer
    else lines.push(piece)
  }
  return lines
}

/** The name in at most so many lines, the longest of them as short as it can be. */
export const headLines = (name: string, most = 3): string[] => {
  const pieces = piecesOf(name)
  if (pieces.length < 2) return [name]
  let width = Math.max(...pieces.map((piece) => piece.trimEnd().length))
  while (filled(pieces, width).length > most) width += 1
  return filled(pieces, width)
}
