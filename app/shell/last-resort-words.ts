/** Words that must be there when nothing else is: they come with the code. */
import type { Locale } from '#app/kernel/words.ts'

const said = {
  'zh-CN': {
    astray: {
      title: '没有找到这一页',
      advice: '地址可能有误，或您没有查看权限。如果此前打开过，可能是代理授权已到期，或这项工作已转交他人。',
    },
    broken: { title: '页面暂时打不开', advice: '已记录此问题。您已保存的内容不受影响，请稍后再试。' },
    unanswered: { title: '系统暂时无法完成这一请求', advice: '已记录此问题。您已保存的内容不受影响，请稍后再试。' },
    quote: (bug: string) => `问题编号：${bug}（反馈时请一并提供）`,
  },
  en: {
    astray: {
      title: 'There is nothing at this address',
      advice:
        'The address may be wrong, or it is not yours to see. If you could open it before, the time for which somebody let you act for them may be over, or the work has passed to someone else.',
    },
    broken: {
      title: 'This page cannot be shown right now',
      advice: 'The problem has been recorded. What you saved is safe; please try again shortly.',
    },
    unanswered: {
      title: 'This request cannot be answered right now',
      advice: 'The problem has been recorded. What you saved is safe; please try again shortly.',
    },
    quote: (bug: string) => `Problem number ${bug} – please quote it if you report this.`,
  },
} as const

/** What is said of a wrong turn, and of a bug: of a page, or where a file or a script's answer was asked for. */
export const lastResortWords = (
  status: number,
  locale: Locale,
  ofBug: 'broken' | 'unanswered' = 'broken',
): { title: string; advice: string } => said[locale][status >= 400 && status < 500 ? 'astray' : ofBug]

/** By what a bug is found again. */
export const bugWords = (bug: string, locale: Locale): string => said[locale].quote(bug)
