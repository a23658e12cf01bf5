/** Addresses without a page: files, streams, and what a script asks or posts. */
import { errorWords, isAnswer, refusalWords, type Say, type ServerAnswer } from '#app/i18n/answer-words.ts'
import { chooseLocale } from '#app/i18n/locale.server.ts'
import { translator } from '#app/i18n/words.server.ts'
import { addressAt } from './address-match.ts'

type WithStatus = { type: 'DataWithResponseInit'; data: unknown; init: ResponseInit | null }
const isWithStatus = (answer: unknown): answer is WithStatus =>
  typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'DataWithResponseInit'

/**
 * The answer as it stands for a page to show. Where there is none the framework would send it with 200, whatever was
 * said: there it becomes a Response with its status, as data for a script and, a refusal posted without one, in words.
 */
export const whereNoPageIs = <T>(request: Request, answer: T): T | Response => {
  const { pathname } = new URL(request.url)
  const address = addressAt(pathname)
  if (answer instanceof Response || !address || !address.file.endsWith('.ts')) return answer
  const { data, init } = isWithStatus(answer) ? answer : { data: answer, init: null }
  if (!isAnswer(data) || !(request.headers.get('accept') ?? '').includes('text/html'))
    return Response.json(data ?? null, init ?? {})
  // Chosen without the bank's database: that it is away may be what is said.
  const locale = chooseLocale(request, null, 'zh-CN')
  const say = (domain: string): Say => translator(locale, domain, 'UTC')
  const lines = linesOf(data, say(address.file.split('/')[0] ?? 'ui'), say('ui'))
  return new Response(`${lines.join('\n')}\n`, { ...init, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

const linesOf = ({ refusal, errors = {} }: ServerAnswer, own: Say, common: Say): string[] => [
  ...(refusal ? [refusalWords(refusal, own, common)] : []),
  ...Object.values(errors).map((message) => errorWords(message, own, common)),
]
