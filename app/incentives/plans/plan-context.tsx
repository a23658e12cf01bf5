import { createContext, useContext } from 'react'
import type { Lint } from '#app/kernel/lint.ts'
import type { Words } from '#app/kernel/words.ts'
import type { IncentivePlan } from './plan.ts'

/** Names of the codes that the plan and its examples mention. */
export type DocumentNames = Record<string, Words>

type Named = { code: string; name: Words }
/** What the bank has to choose from, each by its code and name. */
export type PlanChoices = {
  posts: readonly Named[]
  units: readonly Named[]
  certifications: readonly Named[]
  honours: readonly (Named & { awardMinor: number | null })[]
}

export const noChoices: PlanChoices = { posts: [], units: [], certifications: [], honours: [] }

export type DocumentProps = {
  plan: IncentivePlan
  lints: readonly Lint[]
  editable: boolean
  names: DocumentNames
  choices: PlanChoices
  /** What is chosen from a list is typed too, and no event of the form's says so. */
  onTyped?: () => void
}

/** The document around a figure: its plan, its lints, and whether it may be edited. */
export const PlanContext = createContext<DocumentProps | null>(null)
export const usePlan = (): DocumentProps => {
  const document = useContext(PlanContext)
  if (!document) throw new Error('a part of a plan stands outside its document')
  return document
}
