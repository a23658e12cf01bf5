/** What the bank knows on a day of those whom a roster file may touch, and a digest of it: has anything changed since? */
import { createHash } from 'node:crypto'
import { isNull, sql } from 'drizzle-orm'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { posts } from '#db/schema/organisation.ts'
import { withinPath } from '#db/within-path.server.ts'
import { settingsOn } from '../settings/settings.server.ts'
import { unitsOn } from '../units/units.server.ts'
import type { BankPerson, BankPost, BankUnit, RosterBank } from './roster-diff.ts'

type Raw = {
  id: string
  number: string
  name: string
  email: string | null
  gender: 'female' | 'male' | null
  bornOn: Day | null
  employedFrom: Day | null
  laterOn: Day | null
  assignmentId: string | null
  assignmentFrom: Day | null
  unitCode: string | null
  unitPath: string | null
  postCode: string | null
  manager: string | null
  fteBp: number | null
  baseMinor: number | null
  currency: Currency | null
  city: string | null
  otherFteBp: number
}

/** Everyone in the part of the bank on the day, and everyone whose number is named, in order of number. */
const peopleOn = async (db: Reader, numbers: readonly string[], scopePath: string, day: Day): Promise<Raw[]> => {
  const on = (alias: string) => {
    const name = sql.raw(alias)
    return sql`(${name}.from_on <= ${day} and (${name}.to_on is null or ${name}.to_on >= ${day}))`
  }
  const inScope = scopePath === '/' ? sql`1` : withinPath(sql`pl.path`, scopePath)
  return db.all<Raw>(sql`
      select e.id id, e.number number, e.name name, e.email email, e.gender gender, e.born_on "bornOn",
        (select m.from_on from employments m where m.employee_id = e.id and ${on('m')}) "employedFrom",
        nullif(min(
          coalesce((select min(f.from_on) from assignments f where f.employee_id = e.id and f.from_on > ${day}), '9999-99-99'),
          coalesce((select min(f.from_on) from employments f where f.employee_id = e.id and f.from_on > ${day}), '9999-99-99')
        ), '9999-99-99') "laterOn",
        a.id "assignmentId", a.from_on "assignmentFrom", u.code "unitCode", up.path "unitPath", p.code "postCode",
        mg.number manager, a.fte_bp "fteBp", a.base_minor "baseMinor", a.currency currency, a.city city,
        coalesce((select sum(o.fte_bp) from assignments o where o.employee_id = e.id and o.id <> a.id and ${on('o')}), 0) "otherFteBp"
      from (
        select id from employees where number in (select value from json_each(${JSON.stringify(numbers)}))
        union
        select a.employee_id from unit_placements pl join assignments a on a.unit_id = pl.unit_id
        where ${inScope} and ${on('pl')} and ${on('a')}
      ) who
      join employees e on e.id = who.id
      left join assignments a on a.id = (
        select c.id from assignments c where c.employee_id = e.id and ${on('c')} order by c.is_primary desc, c.from_on desc limit 1)
      left join units u on u.id = a.unit_id
      left join unit_placements up on up.unit_id = a.unit_id and ${on('up')}
      left join posts p on p.id = a.post_id
      left join employees mg on mg.id = a.line_manager_id
      order by e.number`)
}

const personOf = (row: Raw): BankPerson => ({
  id: row.id,
  number: row.number,
  name: row.name,
  email: row.email,
  gender: row.gender,
  bornOn: row.bornOn,
  isEmployed: row.employedFrom !== null,
  employedFrom: row.employedFrom,
  laterOn: row.laterOn,
  assignment:
    row.assignmentId === null
      ? null
      : {
          id: row.assignmentId,
          from: row.assignmentFrom ?? '',
          unitCode: row.unitCode ?? '',
          unitPath: row.unitPath ?? '',
          postCode: row.postCode ?? '',
          manager: row.manager,
          fteBp: row.fteBp ?? 0,
          baseMinor: row.baseMinor ?? 0,
          currency: row.currency ?? '',
          city: row.city,
        },
  otherFteBp: row.otherFteBp,
})

export const rosterBankOn = async (
  db: Reader,
  numbers: readonly string[],
  scopePath: string,
  day: Day,
): Promise<{ bank: RosterBank; digest: string }> => {
  const { currency } = await settingsOn(db, day)
  const people = await peopleOn(db, numbers, scopePath, day)
  const units: BankUnit[] = (await unitsOn(db, day)).map(({ code, name, path, closedOn }) => ({
    code,
    name,
    path,
    closedOn,
  }))
  const known: BankPost[] = await db
    .select({ code: posts.code, name: posts.name })
    .from(posts)
    .where(isNull(posts.retiredOn))
    .orderBy(posts.code)
  const hash = createHash('sha256').update(JSON.stringify([currency, units, known]))
  for (const row of people) hash.update(JSON.stringify(row))
  return {
    bank: { currency, people: new Map(people.map((row) => [row.number, personOf(row)])), units, posts: known },
    digest: hash.digest('hex'),
  }
}
