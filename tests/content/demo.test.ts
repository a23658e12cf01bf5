import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { programmeKinds } from '#app/mentoring/programme.ts'
import { riskClasses } from '#app/organisation/posts/post.ts'
import { isUnitCode, unitKinds } from '#app/organisation/units/unit.ts'
import { halfWritten } from './half-written.ts'

const read = (name: string) => JSON.parse(readFileSync(`content/demo/${name}.json`, 'utf8'))
const { posts } = read('posts')
const { units } = read('units')
const { competencies } = read('competencies')
const names = read('names')
const voices = read('suggestions')

const codes = (list: { code: string }[]) => list.map((one) => one.code)

describe('the material of the demo bank', () => {
  it.each(['names', 'units', 'posts', 'competencies', 'suggestions', 'phrases', 'recognition'])(
    '%s is in both languages',
    (name) => {
      expect(halfWritten(read(name))).toEqual([])
    },
  )
  it('has posts that name known competencies at levels that exist', () => {
    expect(new Set(codes(posts)).size).toBe(posts.length)
    for (const post of posts) {
      expect(riskClasses).toContain(post.riskClass)
      expect(post.monthlyBaseMinor.least).toBeLessThan(post.monthlyBaseMinor.most)
      for (const [competency, level] of Object.entries(post.competencies)) {
        expect(codes(competencies)).toContain(competency)
        expect([1, 2, 3, 4, 5]).toContain(level)
      }
    }
  })
  it('describes ten competencies on five levels', () => {
    expect(competencies).toHaveLength(10)
    for (const competency of competencies) expect(competency.levels).toHaveLength(5)
  })
  it('has a tree of units whose parents come first, for about four hundred people', () => {
    const seen = new Set<string | null>([null])
    let people = 0
    for (const unit of units) {
      expect(isUnitCode(unit.code)).toBe(true)
      expect(unitKinds).toContain(unit.kind)
      expect(seen).toContain(unit.parent)
      seen.add(unit.code)
      for (const [post, count] of Object.entries<number>(unit.headcount)) {
        expect(codes(posts)).toContain(post)
        people += count
      }
    }
    expect(people).toBeGreaterThanOrEqual(380)
    expect(people).toBeLessThanOrEqual(420)
  })
  it('can name four hundred people differently', () => {
    const given = [...names.given.female, ...names.given.male]
    expect(names.families.length * given.length).toBeGreaterThan(2000)
    for (const part of [...names.families, ...given]) expect(part.pinyin).toMatch(/^[a-z]+$/)
  })
  it('has thirty suggestions, each with a known theme', () => {
    expect(voices.suggestions).toHaveLength(30)
    for (const one of [...voices.suggestions, ...voices.improvements]) expect(codes(voices.themes)).toContain(one.theme)
  })
  it('pays for the honours and watches the severities that the plan names', () => {
    const plan = JSON.parse(readFileSync('content/plans/quarterly-incentives.json', 'utf8'))
    const { honours, violations, programmes } = read('recognition')
    const awards = plan.components.flatMap((component: { awards?: { honour: string }[] }) => component.awards ?? [])
    expect(awards.map((award: { honour: string }) => award.honour).sort()).toEqual(codes(honours).sort())
    const watched = plan.gates.flatMap(
      (gate: { condition: { severities?: string[] } }) => gate.condition.severities ?? [],
    )
    expect(new Set(violations.map((one: { severity: string }) => one.severity))).toEqual(new Set(watched))
    for (const programme of programmes) expect(programmeKinds).toContain(programme.kind)
  })
})
