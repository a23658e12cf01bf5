import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../app/ui/tokens.css', import.meta.url), 'utf8')
const colours = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  )
const block = (start: string): string => {
  const from = css.indexOf(start)
  return css.slice(from, css.indexOf('}', from))
}
const light = colours(block(':root {'))
const chosenDark = block(':root[data-theme="dark"]')
const systemDark = block(':root:not([data-theme="light"])')
const dark = { ...light, ...colours(chosenDark) }

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one: string, other: string): number => {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

const papers = ['page', 'raised', 'sunken', 'hover']
const voices = ['ink', 'ink-2', 'ink-3', 'act', 'act-text', 'seal', 'warn']
const text: [string, string][] = [
  ...papers.flatMap((paper) => voices.map((voice): [string, string] => [voice, paper])),
  ['act-ink', 'act'],
  ['act-ink', 'act-hover'],
  ['seal-ink', 'seal'],
  ['seal-ink', 'seal-hover'],
  ['act', 'act-wash'],
  ['act-text', 'act-wash'],
  ['seal', 'seal-wash'],
  ['warn', 'warn-wash'],
  ['ink-2', 'act-wash'],
  ['ink-3', 'act-wash'],
  ['ink-3', 'warn-wash'],
  ['ink-3', 'seal-wash'],
]
const pictures = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'v1', 'v7', 'line-field'].flatMap((mark) =>
  ['page', 'raised'].map((paper): [string, string] => [mark, paper]),
)

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('the %s theme', (_, theme) => {
  const tooWeak = (pairs: [string, string][], least: number) =>
    pairs.filter(([a, b]) => contrast(theme[a] ?? '', theme[b] ?? '') < least).map(([a, b]) => `${a} on ${b}`)
  it('can be read: 4.5 to 1 for text', () => {
    expect(tooWeak(text, 4.5)).toEqual([])
  })
  it('can be made out: 3 to 1 for data and for the edges of fields', () => {
    expect(tooWeak(pictures, 3)).toEqual([])
  })
})

it('dark is the same whether the system or the person asks for it', () => {
  expect(colours(systemDark)).toEqual(colours(chosenDark))
})
