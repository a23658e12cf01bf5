import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import audit from '#app/i18n/locales/zh-CN/audit.json' with { type: 'json' }
import notices from '#app/i18n/locales/zh-CN/notices.json' with { type: 'json' }
import { policy } from '#app/identity/policy.ts'
import { root } from '../support/template.ts'

const sources = readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(server|job)\.ts$/.test(name))
  .map((name) => readFileSync(join(root, 'app', name), 'utf8'))
const found = (pattern: RegExp) =>
  [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')))].sort()

it('every act that is recorded has words for its kind and its verb', () => {
  const named = found(/\brecord\(\s*\w+,\s*[^,]+,\s*'([a-z-]+\.[a-z-]+)'/g)
  // One of several, chosen where it is recorded or before.
  const choices = found(/(?:\bact\b\s*[:=]|\bacts\s*=|\brecord\(\w+, \w+,)([^\n]*'[a-z-]+\.[a-z-]+'[^\n]*)/g)
  const chosen = choices.flatMap((line) => line.match(/(?<=')[a-z-]+\.[a-z-]+(?=')/g) ?? [])
  // What may be done is named in the same way where the policy is asked about it.
  const acts = [...named, ...chosen.filter((act) => !(act in policy))]
  expect(acts.length).toBeGreaterThan(20)
  const missing = acts.flatMap((act) => {
    const [kind = '', verb = ''] = act.split('.')
    return [...(kind in audit.kinds ? [] : [`kinds.${kind}`]), ...(verb in audit.verbs ? [] : [`verbs.${verb}`])]
  })
  expect([...new Set(missing)]).toEqual([])
})

it('no act is put together of parts, of which nobody could say whether it has words', () => {
  const made = sources.flatMap((text) => text.match(/(?:\bact\s*[:=]|\brecord\(\s*\w+,\s*\w+,)\s*`[^`]*`/g) ?? [])
  expect(made).toEqual([])
})

it('every kind of thing that an act is recorded of has a word', () => {
  const kinds = found(/\bkind: '([a-z-]+)',\s*id\b/g)
  expect(kinds.length).toBeGreaterThan(20)
  expect(kinds.filter((kind) => !(kind in audit.kinds))).toEqual([])
})

it('everything that people are told is a sentence', () => {
  const kinds = found(/\bkind: '([a-z-]+)',\s*params\b/g)
  expect(kinds.length).toBeGreaterThan(20)
  expect(kinds.filter((kind) => !(kind in notices.said))).toEqual([])
})
