/**
 * The list of people, quick at 450,000 rows: first the ids of one page, by an index in the order asked for, then what
 * the page shows of those. The scope is part of the first query; what is outside is in no row and no count.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { rememberingLarge } from '#app/kernel/large-count.server.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { withinPath } from '#db/within-path.server.ts'

export const employeeStates = ['current', 'left', 'all'] as const
export type EmployeeState = (typeof employeeStates)[number]
export const employeeSorts = ['name', 'number'] as const
export type EmployeeSort = { key: (typeof employeeSorts)[number]; down: boolean }

export type EmployeeFilter = {
  /** Begins a name, its pinyin, its initials or the number. */
  q?: string
  /** A unit's path, with everything below. */
  unitPath?: string
  postId?: string
  state: EmployeeState
  day: Day
}

export type EmployeeRow = {
  id: string
  number: string
  name: string
  email: string | null
  postId: string | null
  postName: Words | null
  unitId: string | null
  unitName: Words | null
  unitPath: string
  lineManagerId: string | null
  lineManagerName: string | null
  fteBp: number | null
  /** First and last day of the newest employment. */
  joinedOn: Day | null
  leftOn: Day | null
}

const range = (path: string): SQL => withinPath(sql`pl.path`, path)

/**
 * Assignments that put a person into the list: those that hold on the day, or for leavers the ones that ended. Where it is
 * asked of one person after the other, a '+' keeps SQLite from going through all who hold the post for each of them.
 */
const placing = (scope: Scope, filter: EmployeeFilter, isAsked = false): SQL => {
  const { day, state } = filter
  const held = sql`(a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day}))`
  const ended = sql`(a.to_on < ${day} or a.from_on > ${day})`
  const holds = state === 'current' ? held : state === 'left' ? ended : sql`1`
  const placed = sql`pl.from_on <= min(coalesce(a.to_on, ${day}), ${day}) and (pl.to_on is null or pl.to_on >= min(coalesce(a.to_on, ${day}), ${day}))`
  const wanted = [holds, placed, withinScope(scope, sql`pl.path`, sql`a.employee_id`)]
  if (filter.unitPath && filter.unitPath !== '/') wanted.push(range(filter.unitPath))
  if (filter.postId) wanted.push(sql`${isAsked ? sql`+` : sql``}a.post_id = ${filter.postId}`)
  return sql.join(wanted, sql` and `)
}

/** Whether the person is with the bank on the day. */
const employedIn = (state: EmployeeState, day: Day): SQL => {
  const employed = sql`exists (select 1 from employments m where m.employee_id = e.id and m.from_on <= ${day} and (m.to_on is null or m.to_on >= ${day}))`
  return state === 'all' ? sql`1` : state === 'current' ? employed : sql`not ${employed}`
}

const found = (q: string | undefined): SQL => {
  const typed = q?.normalize('NFKC').trim()
  if (!typed) return sql`1`
  const lower = typed.toLowerCase().replaceAll(' ', '')
  const begins = (column: SQL, text: string) => sql`${column} >= ${text} and ${column} < ${`${text}\u{10ffff}`}`
  return sql`e.id in (
    select id from employees where ${begins(sql`name`, typed)} union
    select id from employees where ${begins(sql`pinyin`, lower)} union
    select id from employees where ${begins(sql`initials`, lower)} union
    select id from employees where ${begins(sql`number`, typed.toUpperCase())} union
    select id from employees where ${begins(sql`number`, typed)})`
}

const isWhole = (scope: Scope, filter: EmployeeFilter): boolean =>
  scope.paths.includes('/') && (!filter.unitPath || filter.unitPath === '/') && !filter.postId

/** Above this many, the page is read in index order and each row asked whether it belongs; below, collected and sorted. */
const collectedBelow = 30_000

const belongs = (scope: Scope, filter: EmployeeFilter, size: number): SQL => {
  if (isWhole(scope, filter)) return sql`1`
  return size > collectedBelow && !filter.q
    ? sql`exists (select 1 from assignments a join unit_placements pl on pl.unit_id = a.unit_id where a.employee_id = e.id and ${placing(scope, filter, true)})`
    : sql`e.id in (select a.employee_id from unit_placements pl join assignments a on a.unit_id = pl.unit_id where ${placing(scope, filter)})`
}

/** How many people the list has. */
export const countEmployees = async (db: Reader, scope: Scope, filter: EmployeeFilter): Promise<number> => {
  const whole = isWhole(scope, filter)
  const { day, state, q } = filter
  const query =
    whole && !q && state !== 'left'
      ? state === 'all'
        ? sql`select count(*) n from employees`
        : // Nobody is employed twice on one day.
          sql`select count(*) n from employments where from_on <= ${day} and (to_on is null or to_on >= ${day})`
      : whole || q
        ? sql`select count(*) n from employees e where ${found(q)} and ${employedIn(state, day)} and ${belongs(scope, filter, 0)}`
        : state === 'left'
          ? sql`select count(distinct a.employee_id) n from unit_placements pl join assignments a on a.unit_id = pl.unit_id join employees e on e.id = a.employee_id where ${placing(scope, filter)} and ${employedIn(state, day)}`
          : sql`select count(distinct a.employee_id) n from unit_placements pl join assignments a on a.unit_id = pl.unit_id where ${placing(scope, filter)}`
  return (await db.get<{ n: number }>(query))?.n ?? 0
}

const rememberedCount = rememberingLarge<number>((people) => people > 5_000)

const orderBy = (sort: EmployeeSort): SQL => {
  const by = { name: [sql`e.pinyin`, sql`e.id`], number: [sql`e.number`] }[sort.key]
  return sql.join(
    by.map((column) => (sort.down ? sql`${column} desc` : column)),
    sql`, `,
  )
}

/** One page of the list with its total. `page.limit` at most some thousands: exports ask for one stretch after another. */
export const employeesIn = async (
  db: Reader,
  scope: Scope,
  filter: EmployeeFilter,
  sort: EmployeeSort,
  page: { limit: number; offset: number },
  now: Instant,
): Promise<{ rows: EmployeeRow[]; total: number }> => {
  const total = await rememberedCount(db, [scope, filter], now, () => countEmployees(db, scope, filter))
  const ids = await db.all<{ id: string }>(
    sql`select e.id id from employees e where ${found(filter.q)} and ${employedIn(filter.state, filter.day)} and ${belongs(scope, filter, total)} order by ${orderBy(sort)} limit ${page.limit} offset ${page.offset}`,
  )
  const order = ids.map(({ id }) => id)
  return { rows: await employeeRows(db, order, filter.day), total }
}

type Raw = Omit<EmployeeRow, 'postName' | 'unitName'> & { postName: string | null; unitName: string | null }

/** What lists show of these employees on a day, in the order given. */
export const employeeRows = async (db: Reader, ids: readonly string[], day: Day): Promise<EmployeeRow[]> => {
  const rows = await db.all<Raw>(sql`
    select e.id id, e.number number, e.name name, e.email email, a.post_id "postId", p.name "postName",
      a.unit_id "unitId", pl.name "unitName", coalesce(pl.path, '') "unitPath",
      a.line_manager_id "lineManagerId", m.name "lineManagerName", a.fte_bp "fteBp",
      (select from_on from employments where employee_id = e.id order by from_on desc limit 1) "joinedOn",
      (select to_on from employments where employee_id = e.id order by from_on desc limit 1) "leftOn"
    from json_each(${JSON.stringify(ids)}) wanted
    join employees e on e.id = wanted.value
    left join assignments a on a.id = (
      select id from assignments where employee_id = e.id
      order by (from_on <= ${day}) desc, (to_on is null or to_on >= ${day}) desc, is_primary desc, from_on desc limit 1)
    left join posts p on p.id = a.post_id
    left join employees m on m.id = a.line_manager_id
    left join unit_placements pl on pl.unit_id = a.unit_id
      and pl.from_on <= max(a.from_on, min(coalesce(a.to_on, ${day}), ${day}))
      and (pl.to_on is null or pl.to_on >= max(a.from_on, min(coalesce(a.to_on, ${day}), ${day})))
    order by wanted.key`)
  return rows.map((row) => ({ ...row, postName: wordsOf(row.postName), unitName: wordsOf(row.unitName) }))
}

const wordsOf = (text: string | null): Words | null => (text === null ? null : (JSON.parse(text) as Words))

/** Ids and names by employee number, for imports; unknown numbers are not in the answer. */
export const employeesByNumber = async (
  db: Reader,
  numbers: readonly string[],
): Promise<Map<string, { id: string; name: string }>> => {
  const rows = await db.all<{ id: string; number: string; name: string }>(
    sql`select id, number, name from employees where number in (select value from json_each(${JSON.stringify(numbers)}))`,
  )
  return new Map(rows.map(({ id, number, name }) => [number, { id, name }]))
}

/** Everyone in the list, in order of number, a stretch at a time: each begins after the last number of the one before. */
export async function* everyEmployee(db: Reader, scope: Scope, filter: EmployeeFilter): AsyncGenerator<EmployeeRow> {
  const total = await countEmployees(db, scope, filter)
  for (let after = ''; ; ) {
    const ids = await db.all<{ id: string; number: string }>(
      sql`select e.id id, e.number number from employees e where e.number > ${after} and ${found(filter.q)} and ${employedIn(filter.state, filter.day)} and ${belongs(scope, filter, total)} order by e.number limit 1000`,
    )
    yield* await employeeRows(
      db,
      ids.map(({ id }) => id),
      filter.day,
    )
    const last = ids.at(-1)
    if (!last || ids.length < 1000) return
    after = last.number
  }
}
