/** A code for a unit or post that a roster file names and the bank does not have yet. */
import { spellingOf } from './spelling.server.ts'

/** 'North' → NORTH, 'Research & Development' → RESEARCH-DEVELO, 滨江支行 → BJZH; never empty, at most 16 characters. */
export const unitCodeOf = (name: string): string => {
  const plain = name.normalize('NFKD').toUpperCase()
  const latin = /\p{Script=Han}/u.test(name) ? spellingOf(name).initials.toUpperCase() : plain
  const code = latin
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 15)
    .replace(/-+$/, '')
  return code || 'U'
}
