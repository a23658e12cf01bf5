/** Currencies by their ISO 4217 code. Apart from money.ts, so that a page that shows an amount needs no decimals. */
export type Currency = string

/** Digits after the point, from ISO 4217, for the currencies whose number is not two. */
const unusualDigits: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}
export const digitsOf = (currency: Currency): number => unusualDigits[currency] ?? 2
