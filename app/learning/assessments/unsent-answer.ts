/**
 * Answers and flags that the server has not acknowledged, as a browser keeps them: past a reload, and past the sign-in
 * page when a session ends in the middle. They are one person's in one attempt; nobody else finds them.
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

const marks = ['unsent-answer ', 'unsent-flag '] as const
type Mark = (typeof marks)[number]
const placeOf = (mark: Mark, { employeeId, attemptId }: Owner) => `${mark}${employeeId} ${attemptId} `

const places = (keeper: Keeper): string[] =>
  Array.from({ length: keeper.length }, (_, index) => keeper.key(index) ?? '')

/** One thing of each question, until the server has it. */
const shelf = <Unsent extends { slot: number }>(mark: Mark) => ({
  keep: (keeper: Keeper, owner: Owner, unsent: Unsent): void =>
    keeper.setItem(`${placeOf(mark, owner)}${unsent.slot}`, JSON.stringify(unsent)),
  forget: (keeper: Keeper, owner: Owner, slot: number): void => keeper.removeItem(`${placeOf(mark, owner)}${slot}`),
  /** What the person has unsent in the attempt. What somebody else left in this browser is thrown away unread. */
  of: (keeper: Keeper, owner: Owner): Unsent[] => {
    const all = places(keeper)
    const isOthers = (key: string) =>
      marks.some((each) => key.startsWith(each) && !key.startsWith(`${each}${owner.employeeId} `))
    for (const key of all) if (isOthers(key)) keeper.removeItem(key)
    return all
      .filter((key) => key.startsWith(placeOf(mark, owner)))
      .map((key) => JSON.parse(keeper.getItem(key) ?? '') as Unsent)
  },
})

export type UnsentFlag = { slot: number; flagged: boolean }
export const unsentAnswers = shelf<UnsentAnswer>('unsent-answer ')
export const unsentFlags = shelf<UnsentFlag>('unsent-flag ')
