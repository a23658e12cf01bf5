import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { withinScope } from '#app/identity/scope.server.ts'
import { eachEngine } from '../support/database.ts'

const people = [
  ['emp_1', '/HO/'],
  ['emp_2', '/HO/B1/'],
  ['emp_3', '/HO/B1/O1/'],
  ['emp_4', '/HO/B10/'],
  ['emp_5', '/HO/B2/'],
  ['emp_6', ''],
] as const

eachEngine('a list', (open) => {
  it('shows what lies at or below the paths of its scope, whoever is named beside them, and nothing else', async () => {
    const db = await open()
    const rows = sql.join(
      people.map(([id, path]) => sql`(${id}, ${path})`),
      sql`, `,
    )
    const shown = async (paths: readonly string[], employeeIds: readonly string[] = [], asksPeople = true) => {
      const within = withinScope({ paths, employeeIds }, sql`path`, asksPeople ? sql`id` : undefined)
      const found = await db.all<{ id: string }>(
        sql`with people(id, path) as (values ${rows}) select id from people where ${within} order by id`,
      )
      return found.map(({ id }) => id.slice(4)).join('')
    }
    expect(await shown(['/HO/B1/'])).toBe('23')
    expect(await shown(['/HO/B1/', '/HO/B2/'])).toBe('235')
    expect(await shown(['/HO/'])).toBe('12345')
    // The whole bank has those too whose unit is not known.
    expect(await shown(['/'])).toBe('123456')
    expect(await shown(['/HO/B2/'], ['emp_1', 'emp_6'])).toBe('156')
    expect(await shown([], ['emp_4'])).toBe('4')
    // A list of things that are nobody's names nobody.
    expect(await shown(['/HO/B2/'], ['emp_1'], false)).toBe('5')
    expect(await shown([])).toBe('')
  })
})
