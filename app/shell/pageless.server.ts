/** Addresses without a page: files, streams, and what a script asks or posts. */
import { errorWords, isAnswer, refusalWords, type Say, type ServerAnswer } from '#app/i18n/answer-words.ts'
import { chooseLocale } from '#app/i18n/locale.server.ts'
import { translator } from '#app/i18n/words.server.ts'
import type { Locale } from '#app/kernel/words.ts'
import { addressAt } from './address-match.ts'
import { bugIn } from './bug.ts'
import { bugWords, lastResortWords } from './last-resort-words.ts'

type WithStatus = { type: 'DataWithResponseInit'; data: unknown; init: ResponseInit | null }
export const isWithStatus = (answer: unknown): answer is WithStatus =>
  typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'DataWithResponseInit'

const pagelessAt = (request: Request) => {
  const address = addressAt(new URL(request.url).pathname)
  return address?.file.endsWith('.ts') ? address : null
}
const asksForWords = (request: Request) => (request.headers.get('accept') ?? '').includes('text/html')
/** Chosen without the bank's database, before it was asked: that it is away may be what is said. */
const localeOf = (request: Request): Locale => chooseLocale(request, null, 'zh-CN')

/**
 * The answer as it stands for a page to show. Where there is none the framework would send it with 200, whatever was
 * said: there it becomes a Response with its status, as data for a script and, a refusal posted without one, in words.
 */
export const whereNoPageIs = <T>(request: Request, answer: T, locale = localeOf(request)): T | Response => {
  const address = pagelessAt(request)
  if (answer instanceof Response || !address) return answer
  const { data, init } = isWithStatus(answer) ? answer : { data: answer, init: null }
  if (!isAnswer(data) || !asksForWords(request)) return Response.json(data ?? null, init ?? {})
  const say = (domain: string): Say => translator(locale, domain, 'UTC')
  return inWords(linesOf(data, say(address.file.split('/')[0] ?? 'ui'), say('ui')), init)
}

/**
 * What was thrown, as it stands for the page of last resort. Where there is none the framework would send its own words
 * for a bug beside the status: there its reader gets words like those of that page, and of a bug a script does too.
 */
export const thrownWhereNoPageIs = (request: Request, thrown: unknown, locale = localeOf(request)): unknown => {
  if (!isWithStatus(thrown) || !pagelessAt(request)) return thrown
  const { data, init } = thrown
  const bug = bugIn(data)
  if (!asksForWords(request) && bug === null) return Response.json(data ?? null, init ?? {})
  const { title, advice } = lastResortWords(init?.status ?? 500, locale, 'unanswered')
  return inWords([title, advice, ...(bug === null ? [] : [bugWords(bug, locale)])], init)
}

const inWords = (lines: readonly string[], init: ResponseInit | null): Response => {
  const headers = new Headers(init?.headers)
  headers.set('Content-Type', 'text/plain; charset=utf-8')
  return new Response(`${lines.join('\n')}\n`, { ...init, headers })
}

const linesOf = ({ refusal, errors = {} }: ServerAnswer, own: Say, common: Say): string[] => [
  ...(refusal ? [refusalWords(refusal, own, common)] : []),
  ...Object.values(errors).map((message) => errorWords(message, own, common)),
]
