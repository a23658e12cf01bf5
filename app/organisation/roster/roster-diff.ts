/**
 * What a roster file would do to the bank on its effective day, row by row, before anything is written: adds, changes,
 * moves, leavers, rehires, and errors with the cell and the reason. The same file again gives only `same`.
 */
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import type { Minor } from '#app/kernel/money.ts'
import { isWithin } from '#app/kernel/tree-path.ts'
import type { Words } from '#app/kernel/words.ts'
import { closesBefore } from '../units/unit.ts'
import { codeFinder, type NewUnit } from './code-finder.ts'
import { leavers } from './roster-leavers.ts'
import type { RosterFault, RosterField, RosterLine } from './roster-mapping.ts'
import type { RosterRowKind } from './roster-row.ts'

/** What the bank knows of a person as of the effective day. */
export type BankPerson = {
  id: string
  number: string
  name: string
  email: string | null
  gender: 'female' | 'male' | null
  bornOn: Day | null
  isEmployed: boolean
  /** First day of the newest employment, when it is still to come or is the current one. */
  employedFrom: Day | null
  /** First later-dated assignment or employment: the file may not write over it. */
  laterOn: Day | null
  assignment: {
    id: string
    from: Day
    unitCode: string
    unitPath: string
    postCode: string
    manager: string | null
    fteBp: number
    baseMinor: Minor
    /** The bank's of the day when the base was given; the file's bases are in that of its effective day. */
    currency: Currency
    city: string | null
  } | null
  /** FTE of the person's other assignments on the day. */
  otherFteBp: number
}
export type BankUnit = { code: string; name: Words; path: string; closedOn: Day | null }
export type BankPost = { code: string; name: Words }

export type RosterBank = {
  /** On the effective day. */
  currency: Currency
  people: ReadonlyMap<string, BankPerson>
  units: readonly BankUnit[]
  posts: readonly BankPost[]
}
export type RosterRules = {
  effectiveOn: Day
  /** Path of the unit under which the file is imported. */
  scopePath: string
  absentMeansLeft: boolean
  makeUnits: boolean
  makePosts: boolean
}

/** What is written when the import is: complete facts, units and posts by code. */
export type RosterFacts = {
  name: string
  unit: string
  post: string
  manager: string | null
  fteBp: number
  baseMinor: Minor
  city: string | null
  email: string | null
  gender: 'female' | 'male' | null
  bornOn: Day | null
  joinedOn: Day | null
}
export type RosterChange = {
  field: RosterField
  from: string | null
  to: string | null
  /** Of the base that stood, where it is not the file's. */
  fromCurrency?: Currency
}
export type RosterDetail = {
  faults?: RosterFault[]
  changes?: RosterChange[]
  facts?: RosterFacts
  /** Of whoever the bank knows: the row that is closed or rewritten, and whose. */
  employeeId?: string
  assignmentId?: string
  assignmentFrom?: Day
}
export type RosterPreviewRow = {
  row: number
  kind: RosterRowKind
  number: string | null
  name: string | null
  detail: RosterDetail
}
export type RosterDiff = { rows: RosterPreviewRow[]; newUnits: NewUnit[]; newPosts: NewUnit[] }

/** What a row says of whom it concerns and where; read even where something else of it cannot be. */
type Said = { number: string; name: string; unit: string; post: string; manager: string | null }
type Read = { row: number; line: RosterLine } | { row: number; said: Said; faults: RosterFault[] }

export const diffRoster = (
  read: readonly Read[],
  bank: RosterBank,
  rules: RosterRules,
  codeFor: (name: string) => string,
): RosterDiff => {
  const units = codeFinder(bank.units, rules.makeUnits ? codeFor : null)
  // Posts are coded in small letters, as content's templates and plans name them.
  const posts = codeFinder(bank.posts, rules.makePosts ? (name) => codeFor(name).toLowerCase() : null)
  const seen = new Map<string, number>()
  const numbers = new Set(read.map((each) => ('line' in each ? each.line.number : each.said.number)))
  /** What the file and the bank object to in it: nobody is to correct a row and then hear of the rest. */
  const objections = (row: number, { number, manager, ...said }: Said) => {
    const faults: RosterFault[] = []
    const twin = seen.get(number)
    if (number) seen.set(number, twin ?? row)
    if (twin !== undefined) faults.push({ field: 'number', value: number, reason: 'twice-in-file' })
    const unit = said.unit ? units.find(said.unit) : null
    const known = bank.units.find((each) => each.code === unit)
    const person = bank.people.get(number)
    const isThere = person?.isEmployed && person.assignment?.unitCode === unit
    if (said.unit && unit === null) faults.push({ field: 'unit', value: said.unit, reason: 'unit-unknown' })
    else if (known && !isWithin(known.path, rules.scopePath))
      faults.push({ field: 'unit', value: said.unit, reason: 'unit-outside' })
    // Whoever is in it already leaves with it; whoever a file brings would stay without an end.
    else if (known && closesBefore(known, null) && !isThere)
      faults.push({ field: 'unit', value: said.unit, reason: 'unit-closes' })
    const post = said.post ? posts.find(said.post) : null
    if (said.post && post === null) faults.push({ field: 'post', value: said.post, reason: 'post-unknown' })
    if (manager && !numbers.has(manager) && !bank.people.has(manager))
      faults.push({ field: 'manager', value: manager, reason: 'manager-unknown' })
    return { unit, post, faults }
  }
  const rows = read.map((each): RosterPreviewRow => {
    if (!('line' in each)) {
      const { number, name } = each.said
      const faults = [...each.faults, ...objections(each.row, each.said).faults]
      return { row: each.row, kind: 'error', number: number || null, name: name || null, detail: { faults } }
    }
    const { line } = each
    const { unit, post, faults } = objections(line.row, { ...line, manager: line.manager ?? null })
    const person = bank.people.get(line.number)
    faults.push(...personFaults(line, person, rules))
    const told = { row: line.row, number: line.number, name: line.name }
    if (faults.length > 0 || unit === null || post === null) return { ...told, kind: 'error', detail: { faults } }
    return { ...told, ...outcomeOf(line, person, unit, post, bank.currency) }
  })
  // Joined, not pushed: a call takes only so many arguments, and a whole bank may be absent from a file.
  const all = rules.absentMeansLeft ? rows.concat(leavers(bank, numbers, rules)) : rows
  return { rows: all, newUnits: units.made(), newPosts: posts.made() }
}

const personFaults = (line: RosterLine, person: BankPerson | undefined, rules: RosterRules): RosterFault[] => {
  const faults: RosterFault[] = []
  if (line.joinedOn && line.joinedOn > rules.effectiveOn)
    faults.push({ field: 'joinedOn', value: line.joinedOn, reason: 'joins-later' })
  if (!person) return faults
  const number = (reason: string) => faults.push({ field: 'number', value: line.number, reason })
  if (person.laterOn) number('changed-later')
  if (person.isEmployed && person.assignment && !isWithin(person.assignment.unitPath, rules.scopePath))
    number('elsewhere')
  const fteBp = line.fteBp ?? person.assignment?.fteBp ?? 10_000
  if (person.otherFteBp + fteBp > 10_000)
    faults.push({ field: 'fte', value: `${fteBp / 100}%`, reason: 'over-full-time' })
  return faults
}

const outcomeOf = (
  line: RosterLine,
  person: BankPerson | undefined,
  unit: string,
  post: string,
  currency: Currency,
): Pick<RosterPreviewRow, 'kind' | 'detail'> => {
  const held = person?.isEmployed ? person.assignment : null
  const facts: RosterFacts = {
    name: line.name,
    unit,
    post,
    manager: line.manager === undefined ? (held?.manager ?? null) : line.manager,
    fteBp: line.fteBp ?? held?.fteBp ?? 10_000,
    baseMinor: line.baseMinor,
    city: line.city === undefined ? (held?.city ?? null) : line.city,
    email: line.email === undefined ? (person?.email ?? null) : line.email,
    gender: line.gender === undefined ? (person?.gender ?? null) : line.gender,
    bornOn: line.bornOn === undefined ? (person?.bornOn ?? null) : line.bornOn,
    joinedOn: line.joinedOn ?? null,
  }
  if (!person) return { kind: 'add', detail: { facts } }
  const known = { employeeId: person.id }
  if (!person.isEmployed) return { kind: 'rehire', detail: { facts, ...known } }
  const changes = changesOf(facts, person, currency)
  if (changes.length === 0) return { kind: 'same', detail: { facts } }
  const row = held ? { assignmentId: held.id, assignmentFrom: held.from } : {}
  const kind = changes.some((change) => change.field === 'unit') ? 'move' : 'change'
  return { kind, detail: { facts, changes, ...known, ...row } }
}

const changesOf = (facts: RosterFacts, person: BankPerson, currency: Currency): RosterChange[] => {
  const held = person.assignment
  const foreign = held && held.currency !== currency ? { fromCurrency: held.currency } : null
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : String(value)
  const pairs: [RosterField, string | number | null | undefined, string | number | null][] = [
    ['name', person.name, facts.name],
    ['unit', held?.unitCode, facts.unit],
    ['post', held?.postCode, facts.post],
    ['manager', held?.manager, facts.manager],
    ['base', held?.baseMinor, facts.baseMinor],
    ['fte', held?.fteBp, facts.fteBp],
    ['city', held?.city, facts.city],
    ['email', person.email, facts.email],
    ['gender', person.gender, facts.gender],
    ['bornOn', person.bornOn, facts.bornOn],
  ]
  return pairs.flatMap(([field, from, to]) => {
    const change = { field, from: text(from), to: text(to) }
    // The same figure in another currency is another pay.
    if (field === 'base' && foreign) return [{ ...change, ...foreign }]
    return change.from === change.to ? [] : [change]
  })
}
