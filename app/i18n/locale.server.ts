/** Which language a request is answered in: the account's, the browser's choice here, what it accepts, the bank's. */
import type { Locale } from '#app/kernel/words.ts'

export const languageCookie = 'language'

export const chooseLocale = (request: Request, account: Locale | null, bank: Locale): Locale => {
  const cookie = /(?:^|;\s*)language=(zh-CN|en)(?:;|$)/.exec(request.headers.get('cookie') ?? '')?.[1]
  if (cookie === 'zh-CN' || cookie === 'en') return cookie
  if (account) return account
  const accepted = request.headers.get('accept-language') ?? ''
  if (/^zh/i.test(accepted)) return 'zh-CN'
  if (/^en/i.test(accepted)) return 'en'
  return bank
}

export const themeCookie = 'theme'

export const chooseTheme = (request: Request): 'light' | 'dark' | null => {
  const theme = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(request.headers.get('cookie') ?? '')?.[1]
  return theme === 'light' || theme === 'dark' ? theme : null
}
