/** Only the policy decides by role; the list of roles, and the screens that grant them, may name one. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourcesIn } from './source-files.ts'

const allowed = [
  'app/identity/policy.ts',
  'app/identity/roles.ts',
  // Where roles are given and taken: they list them, and decide nothing by them.
  /^app\/identity\/(role-|grant|screens\/role|screens\/grant|screens\/first-administrator|.*first-administrator)/,
]

/** `path`: the role it names, one line per file. */
export const roleViolations = (root: string): string[] => {
  const roles = rolesOf(root)
  const quoted = new RegExp(`['"\`](${roles.join('|')})['"\`]`)
  return sourcesIn(root, 'app').flatMap(({ path, text }) => {
    if (allowed.some((one) => (typeof one === 'string' ? one === path : one.test(path)))) return []
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    const named = quoted.exec(code)?.[1]
    return named ? [`${path}: names the role ${named}`] : []
  })
}

const rolesOf = (root: string): string[] => {
  const file = join(root, 'app/identity/roles.ts')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const list = /grantedRoles = \[([\s\S]*?)\]/.exec(text)?.[1] ?? ''
  return [...list.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? '')
}
