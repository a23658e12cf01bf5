/** What is typed as a mark: a level of the line's scale, or a number. What is neither is kept, said to be none, and not sent. */
import type { TemplateLine } from '../template.ts'

/** The levels of a line's scale; null where a mark is a number. */
export const scaleOf = ({ curve }: TemplateLine): readonly string[] | null =>
  curve.kind === 'anchored' ? curve.levels.map((each) => each.level) : null

/** '1–5' for levels that follow each other, whichever way they were typed, else all of them. */
export const scaleText = (levels: readonly string[]): string => {
  const numbers = levels.map(Number).sort((a, b) => a - b)
  const [least = Number.NaN] = numbers
  const follow = levels.length > 2 && numbers.every((each, index) => each === least + index)
  return follow ? `${least}–${numbers.at(-1)}` : levels.join(', ')
}

/** What a typed mark means for a line; null where it is none. */
export const readMark = (line: TemplateLine, typed: string): { mark: string | null } | null => {
  const text = typed.trim()
  if (text === '') return { mark: null }
  const levels = scaleOf(line)
  if (levels) return levels.includes(text) ? { mark: text } : null
  return /^-?\d+(\.\d+)?$/.test(text) ? { mark: text } : null
}

/** The same while keys are pressed: one more key replaces the level that stands, so that '34' over a 3 means 4. */
export const readKeys = (
  line: TemplateLine,
  typed: string,
  standing: string | null,
): { mark: string | null } | null => {
  const replaces = typed.slice(0, -1) === standing
  return readMark(line, typed) ?? (replaces ? readMark(line, typed.slice(-1)) : null)
}

/** Whether more keys can still make a mark of it. */
export const canBecomeMark = (line: TemplateLine, typed: string): boolean =>
  scaleOf(line)?.some((level) => level.startsWith(typed)) ?? /^-?\d*(\.\d*)?$/.test(typed)

/** Whether marks may be typed by an input method, which spells them in letters of its own: levels such as 优 and 良. */
export const isSpeltOut = (line: TemplateLine): boolean => scaleOf(line)?.some((level) => /[^ -~]/.test(level)) ?? false
