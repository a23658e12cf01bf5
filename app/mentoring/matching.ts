/** Why two people are paired: keys that the screens word. */
export type MatchReason = { rule: string; weight: string; detail?: Record<string, string | number> }
