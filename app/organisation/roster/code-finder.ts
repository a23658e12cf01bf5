/** Units and posts as a roster file names them. */
import type { Words } from '#app/kernel/words.ts'

export type NewUnit = { code: string; name: string }

/** Finds by code or by name in either language; where that may be, makes what is not there. */
export const codeFinder = (
  known: readonly { code: string; name: Words }[],
  codeFor: ((name: string) => string) | null,
) => {
  const plain = (text: string) => text.trim().toLowerCase()
  const byText = new Map<string, string>()
  for (const { code, name } of known)
    for (const text of [name['zh-CN'], name.en]) if (text && !byText.has(plain(text))) byText.set(plain(text), code)
  for (const { code } of known) byText.set(plain(code), code)
  const made = new Map<string, NewUnit>()
  const codes = new Set(known.map(({ code }) => code))
  const make = (name: string): string => {
    const wished = codeFor?.(name) ?? ''
    let code = wished
    for (let count = 2; codes.has(code); count++) code = `${wished.slice(0, 13)}-${count}`
    codes.add(code)
    made.set(plain(name), { code, name })
    byText.set(plain(name), code)
    return code
  }
  return {
    find: (text: string): string | null => byText.get(plain(text)) ?? (codeFor ? make(text) : null),
    made: () => [...made.values()],
  }
}
