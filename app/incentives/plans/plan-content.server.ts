/** Plans that come with the content folder: a draft when new, activated for the demo bank by its loader. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#app/kernel/project-root.server.ts'
import { readPlan } from './plan.form.ts'
import type { IncentivePlan } from './plan.ts'

/** Every plan under content/plans; a broken file is a fault of the installation and stops it. */
export const contentPlans = (): IncentivePlan[] => {
  const folder = join(projectRoot(), 'content/plans')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const read = readPlan(JSON.parse(readFileSync(join(folder, file), 'utf8')))
      if (!read.ok) throw new Error(`content/plans/${file}: ${JSON.stringify(read.error.detail)}`)
      return read.value
    })
}
