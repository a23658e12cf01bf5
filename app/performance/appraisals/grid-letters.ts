/** What a key of the scoring grid stands for, also while an input method is on. */

type Key = { key: string; code: string }

/**
 * Whether an input method has taken the key for itself: before the first letter the event says so by its name or by the
 * old number alone (UI Events, "Process" and 229), after that it composes.
 */
export const isTaken = ({ key, keyCode, isComposing }: { key: string; keyCode: number; isComposing: boolean }) =>
  isComposing || key === 'Process' || keyCode === 229

/** The characters that a key may type; none for another kind of key. Of one that is taken only its place is known. */
export const lettersOf = ({ key, code }: Key): readonly string[] => {
  const taken = key === 'Process' ? /^Key([A-Z])$/.exec(code)?.[1] : undefined
  if (taken) return [taken.toLowerCase(), taken]
  return key.length === 1 ? [key] : []
}
