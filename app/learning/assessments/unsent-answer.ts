/**
 * Answers that the server has not acknowledged, as a browser keeps them: past a reload, and past the sign-in page when a
 * session ends in the middle. They are one person's in one attempt; nobody else finds them.
 */
import type { Entry } from './shown-answer.ts'

export type UnsentAnswer = {
  slot: number
  entry: Entry
  seq: number
  /** The number of the answer that the server was known to have when this one was given. */
  over: number
  /** Where it was given: whoever takes an attempt over begins another sitting of it. */
  sitting: string
}

/**
 * Whether it is newer than what the server has. In one sitting the higher number is; after another device had the
 * attempt, only what was given over the very answer that is still there.
 */
export const isUnsent = (unsent: UnsentAnswer, kept: { seq: number; sitting: string }): boolean =>
  unsent.sitting === kept.sitting ? unsent.seq > kept.seq : unsent.over === kept.seq

/** A browser's storage, as far as it is needed. */
export type Keeper = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>
export type Owner = { employeeId: string; attemptId: string }

const mark = 'unsent-answer '
const placeOf = ({ employeeId, attemptId }: Owner) => `${mark}${employeeId} ${attemptId} `

const places = (keeper: Keeper): string[] =>
  Array.from({ length: keeper.length }, (_, index) => keeper.key(index) ?? '').filter((key) => key.startsWith(mark))

export const keepUnsent = (keeper: Keeper, owner: Owner, unsent: UnsentAnswer): void =>
  keeper.setItem(`${placeOf(owner)}${unsent.slot}`, JSON.stringify(unsent))

export const forgetUnsent = (keeper: Keeper, owner: Owner, slot: number): void =>
  keeper.removeItem(`${placeOf(owner)}${slot}`)

/** What the person has unsent in the attempt. What somebody else left in this browser is thrown away unread. */
export const unsentOf = (keeper: Keeper, owner: Owner): UnsentAnswer[] => {
  const all = places(keeper)
  for (const key of all) if (!key.startsWith(`${mark}${owner.employeeId} `)) keeper.removeItem(key)
  return all
    .filter((key) => key.startsWith(placeOf(owner)))
    .map((key) => JSON.parse(keeper.getItem(key) ?? '') as UnsentAnswer)
}
