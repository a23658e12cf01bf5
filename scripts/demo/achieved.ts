/** How well everybody did in a quarter: the same person does about as well each time. */
import type { TemplateLine } from '#app/performance/template.ts'
import { actualFor } from './achievement.ts'
import type { Chance } from './chance.ts'
import type { DemoBank } from './people.ts'

/** About normal, mean 0 and spread 1: a sum of six. */
const normal = (chance: Chance): number =>
  (Array.from({ length: 6 }, chance.next).reduce((sum, value) => sum + value, 0) - 3) * Math.SQRT2

/** The points that a person comes to on the whole. */
export const qualityOf = (bank: DemoBank, employeeId: string): number => {
  if (employeeId === bank.who('star').id) return 109
  if (employeeId === bank.who('employee').id) return 96
  if (employeeId === bank.who('strict').id) return 91
  return 94 + 7 * normal(bank.chance(`quality ${employeeId}`))
}

type SheetLine = { employeeId: string; kpi: string; target: string | null; line: TemplateLine }

/** One value for each measured KPI of a person. */
export const achieved = (bank: DemoBank, key: string, lines: readonly SheetLine[]) => {
  const chance = bank.chance(`actuals ${key}`)
  const seen = new Set<string>()
  const quality = new Map<string, number>()
  return lines.flatMap(({ employeeId, kpi, target, line }) => {
    if (line.source !== 'measured' || seen.has(`${employeeId} ${kpi}`)) return []
    seen.add(`${employeeId} ${kpi}`)
    const own = quality.get(employeeId) ?? qualityOf(bank, employeeId)
    quality.set(employeeId, own)
    const isDisputed = kpi === 'complaints' && key === 'newer' && employeeId === bank.who('strict').id
    const points = own + 9 * normal(chance)
    return [{ employeeId, kpi, value: isDisputed ? '3' : actualFor(line, target, points, chance) }]
  })
}
