/** A pulse: a few scales on the process after it is over, and what may be shown of the answers. */
import type { Words } from '#app/kernel/words.ts'

/** `low` and `high` word the ends of a five-point scale. */
export type PulseQuestion = { key: string; text: Words; low: Words; high: Words }

/** The smallest group that is ever shown, 360 and pulses alike. */
export const smallestGroup = 5
export const scalePoints = [1, 2, 3, 4, 5] as const

export type PublishedAnswer = { groupPath: string; answers: Record<string, number> }
export type QuestionResult = {
  key: string
  n: number
  /** To 0.01; null below the smallest group. */
  mean: string | null
  /** Answers by point, lowest first; empty below the smallest group. */
  counts: number[]
}

/** Results of a group: nothing at all below five answers, not even how many. */
export const resultsOf = (questions: readonly PulseQuestion[], answers: readonly PublishedAnswer[]): QuestionResult[] =>
  questions.map(({ key }) => {
    const given = answers.flatMap((answer) => (answer.answers[key] === undefined ? [] : [answer.answers[key]]))
    if (given.length < smallestGroup) return { key, n: 0, mean: null, counts: [] }
    const counts = scalePoints.map((point) => given.filter((value) => value === point).length)
    const hundredths = Math.round((given.reduce((sum, value) => sum + value, 0) * 100) / given.length)
    return { key, n: given.length, mean: (hundredths / 100).toFixed(2), counts }
  })

/**
 * Where the mean of all who might have answered lies with 95 % confidence: Student's t on the answers' own spread, by the
 * Cornish-Fisher expansion, which is within 0.01 of the table from five answers on. Null below the smallest group.
 */
export const intervalOf = (counts: readonly number[]): { low: string; high: string } | null => {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n < smallestGroup) return null
  const sum = (of: (point: number) => number) =>
    scalePoints.reduce((total, point, index) => total + (counts[index] ?? 0) * of(point), 0)
  const mean = sum((point) => point) / n
  const error = Math.sqrt(sum((point) => (point - mean) ** 2) / (n - 1) / n)
  const within = (value: number) => Math.min(5, Math.max(1, value)).toFixed(2)
  return { low: within(mean - studentT(n - 1) * error), high: within(mean + studentT(n - 1) * error) }
}
const studentT = (freedom: number): number => {
  const z = 1.959964
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  )
}

/**
 * Groups large enough to be shown. When those too small have fewer than five answers together, the smallest shown group
 * is hidden with them: the difference to the whole would tell their answers.
 */
export const groupsShown = (sizes: ReadonlyMap<string, number>): Set<string> => {
  const shown = [...sizes].filter(([, size]) => size >= smallestGroup)
  const hidden = [...sizes].filter(([, size]) => size > 0 && size < smallestGroup)
  const hiddenAnswers = hidden.reduce((sum, [, size]) => sum + size, 0)
  const isDerivable = hidden.length > 0 && hiddenAnswers < smallestGroup
  const sorted = shown.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return new Set((isDerivable ? sorted.slice(0, -1) : sorted).map(([path]) => path))
}

/** The three questions that follow every cycle: fairness, clarity, usefulness. */
export const standardQuestions: readonly PulseQuestion[] = [
  {
    key: 'fairness',
    text: { 'zh-CN': '这次考核与激励对我是公平的', en: 'The appraisal and its pay were fair to me' },
    low: { 'zh-CN': '完全不同意', en: 'Strongly disagree' },
    high: { 'zh-CN': '完全同意', en: 'Strongly agree' },
  },
  {
    key: 'clarity',
    text: { 'zh-CN': '我清楚每一分是怎么来的', en: 'I know how every figure came about' },
    low: { 'zh-CN': '完全不同意', en: 'Strongly disagree' },
    high: { 'zh-CN': '完全同意', en: 'Strongly agree' },
  },
  {
    key: 'usefulness',
    text: { 'zh-CN': '结果对我改进工作有帮助', en: 'The outcome helps me do my work better' },
    low: { 'zh-CN': '完全不同意', en: 'Strongly disagree' },
    high: { 'zh-CN': '完全同意', en: 'Strongly agree' },
  },
]

/** The same words stand once, with how many wrote them; the most frequent first. */
export const commentsTogether = (comments: readonly string[]): { text: string; times: number }[] => {
  const times = new Map<string, number>()
  for (const comment of comments) times.set(comment.trim(), (times.get(comment.trim()) ?? 0) + 1)
  return [...times].map(([text, count]) => ({ text, times: count })).sort((a, b) => b.times - a.times)
}
