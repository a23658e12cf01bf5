/** The raw material under content/demo, as its files say it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import type { Words } from '#app/kernel/words.ts'
import type { ProgrammeKind } from '#app/mentoring/programme.ts'
import type { RiskClass } from '#app/organisation/posts/post.ts'
import type { UnitKind } from '#app/organisation/units/unit.ts'

type Both = { 'zh-CN': string; en: string }
export type UnitContent = {
  code: string
  kind: UnitKind
  parent: string | null
  name: Both
  city: Both
  headcount: Record<string, number>
}
export type PostContent = {
  code: string
  name: Words
  family: Words
  grade: string
  riskClass: RiskClass
  isKeyPost: boolean
  duties: Words
  requirements: Words
  competencies: Record<string, number>
  monthlyBaseMinor: { least: number; most: number }
}
type BankContent = { name: Both; legalName: Both; timeZone: string; currency: string; emailDomain: string }
type Spelled = { name: string; pinyin: string }

const read = (file: string): unknown =>
  JSON.parse(readFileSync(join(projectRoot(), 'content/demo', `${file}.json`), 'utf8'))

export const unitsContent = () => read('units') as { bank: BankContent; units: UnitContent[] }
export const postsContent = () => (read('posts') as { posts: PostContent[] }).posts
export const namesContent = () =>
  read('names') as { families: Spelled[]; given: { female: Spelled[]; male: Spelled[] } }
export const competenciesContent = () =>
  (read('competencies') as { competencies: { code: string; name: Words; description: Words; levels: Words[] }[] })
    .competencies
export const phrasesContent = () =>
  read('phrases') as {
    selfReview: Both[]
    managerComments: { strong: Both[]; solid: Both[]; weak: Both[] }
    calibrationReasons: Both[]
    appealReasons: Both[]
    appealAnswers: Both[]
    goals: Both[]
    mentoringGoals: Both[]
    mentoringNotes: Both[]
    praise: Both[]
    pulseComments: Both[]
  }
export const recognitionContent = () =>
  read('recognition') as {
    honours: { code: string; name: Words; criteria: Words }[]
    violations: { severity: 'serious' | 'ordinary'; kind: string; description: Both; capRating: string | null }[]
    programmes: { code: string; kind: ProgrammeKind; name: Words; aim: Both }[]
  }
export const suggestionsContent = () =>
  read('suggestions') as {
    themes: { code: string; name: Words; description: Words }[]
    suggestions: { theme: string; text: Both }[]
    improvements: { theme: string; title: Both; done: Both }[]
  }
