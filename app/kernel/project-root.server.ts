import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const find = (from: string): string => {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'content'))) return from
  const up = dirname(from)
  if (up === from) throw new Error('the project folder with package.json and content/ was not found')
  return find(up)
}

let found: string | null = null
/** The checkout: where content/, app/i18n/locales and db/migrations lie, whatever bundle asks. */
export const projectRoot = (): string => (found ??= find(dirname(fileURLToPath(import.meta.url))))
