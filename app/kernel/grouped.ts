/** Thousands apart by commas, in threes in both languages, as in every bank statement. */

const plain = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d*)?$/

export const groupedDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/** What was typed, with its thousands apart: '1200000' → '1,200,000'. What is no plain number stays as it was typed. */
export const groupedText = (typed: string): string => {
  const [, sign = '', whole, fraction = ''] = plain.exec(typed.normalize('NFKC').trim()) ?? []
  return whole === undefined ? typed : `${sign}${groupedDigits(whole.replaceAll(',', ''))}${fraction}`
}

/** The number without its commas, where they stand between thousands; else as it was typed. */
export const ungroupedText = (typed: string): string => {
  const given = typed.normalize('NFKC').trim()
  return plain.test(given) ? given.replaceAll(',', '') : typed
}
