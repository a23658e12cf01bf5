/**
 * What a roster file may say about a person, under which headings it is known, and how a row's text becomes facts.
 * A fact that no column fills stays as it is in the bank; an empty cell of a filled one clears it, where it may be empty.
 */
import { parseDay, parseDecimalText, parseMoneyMinor, tidy } from '#app/kernel/cell.ts'
import type { ColumnMapping, WantedColumn } from '#app/kernel/column-mapping.ts'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import { decimal } from '#app/kernel/decimal.ts'
import type { Minor } from '#app/kernel/money.ts'

export const rosterFields = [
  'number',
  'name',
  'unit',
  'post',
  'manager',
  'base',
  'fte',
  'city',
  'email',
  'gender',
  'bornOn',
  'joinedOn',
] as const
export type RosterField = (typeof rosterFields)[number]
export type RosterMapping = ColumnMapping<RosterField>

export const rosterColumns: readonly WantedColumn<RosterField>[] = [
  {
    key: 'number',
    required: true,
    aliases: [
      '工号',
      '员工编号',
      '员工号',
      '人员编号',
      'Employee number',
      'employee id',
      'staff no',
      'staff id',
      'emp no',
    ],
  },
  { key: 'name', required: true, aliases: ['姓名', '员工姓名', 'Full name', 'employee name'] },
  {
    key: 'unit',
    required: true,
    aliases: [
      '机构编码',
      '机构',
      '部门',
      '所属机构',
      '所在部门',
      '机构代码',
      '机构名称',
      '区域',
      'Unit code',
      'department',
      'branch',
      'region',
      'org unit',
    ],
  },
  {
    key: 'post',
    required: true,
    aliases: ['岗位编码', '岗位', '职位', '岗位名称', 'Post code', 'position', 'job role', 'job title', 'role'],
  },
  {
    key: 'manager',
    aliases: [
      '上级工号',
      '直接上级',
      '直属上级',
      '直线经理',
      '主管工号',
      'Manager number',
      'line manager',
      'manager id',
      'reports to',
      'supervisor',
    ],
  },
  {
    key: 'base',
    required: true,
    aliases: ['月基本工资', '基本工资', '月薪', '基本薪酬', 'Monthly base', 'base salary', 'monthly income', 'salary'],
  },
  {
    key: 'fte',
    aliases: [
      '工时比例',
      '全职比例',
      '用工比例',
      'Share of full time',
      'fte',
      'full-time share',
      'full time equivalent',
    ],
  },
  { key: 'city', aliases: ['城市', '工作城市', '工作地', 'City', 'location', 'work city'] },
  { key: 'email', aliases: ['邮箱', '电子邮箱', '邮件', 'E-mail', 'mail', 'email address'] },
  { key: 'gender', aliases: ['性别', 'Gender', 'sex'] },
  { key: 'bornOn', aliases: ['出生日期', '生日', 'Date of birth', 'birth date', 'birthday'] },
  { key: 'joinedOn', aliases: ['入行日期', '入职日期', '入司日期', 'Joined', 'hire date', 'join date', 'start date'] },
]

/** A row as read: undefined where no column fills the field, null where the cell is empty. */
export type RosterLine = {
  row: number
  number: string
  name: string
  unit: string
  post: string
  manager?: string | null
  baseMinor: Minor
  fteBp?: number
  city?: string | null
  email?: string | null
  gender?: 'female' | 'male' | null
  bornOn?: Day | null
  joinedOn?: Day | null
}
/** What is wrong with one cell: the field, what stands there, and a literal reason. */
export type RosterFault = { field: RosterField; value: string; reason: string }

const genders: Record<string, 'female' | 'male'> = {
  女: 'female',
  女性: 'female',
  f: 'female',
  female: 'female',
  男: 'male',
  男性: 'male',
  m: 'male',
  male: 'male',
}

/** '0.8', '80%' and '80' are the same share of full time; what says percent is never anything else. */
const readFte = (text: string): number | string => {
  const read = parseDecimalText(text)
  if (!read.ok) return read.error.code
  const share = decimal(read.value)
  const isWhole = text.endsWith('%') || share.lte(1)
  const bp = share
    .times(isWhole ? 10_000 : 100)
    .toDecimalPlaces(0)
    .toNumber()
  return bp >= 1 && bp <= 10_000 ? bp : 'fte-range'
}

/** Reads one row, or says everything that is wrong with it. `cell` gives the text of a field, '' where there is none. */
export const readRosterRow = (
  row: number,
  cell: (field: RosterField) => string,
  isMapped: (field: RosterField) => boolean,
  currency: Currency,
): { line: RosterLine } | { faults: RosterFault[] } => {
  const faults: RosterFault[] = []
  const text = (field: RosterField) => tidy(cell(field))
  const fault = (field: RosterField, reason: string) => faults.push({ field, value: cell(field), reason })
  for (const field of ['number', 'name', 'unit', 'post', 'base'] as const) if (!text(field)) fault(field, 'empty')
  if (text('number') && !/^[\p{L}\p{N}._-]{1,32}$/u.test(text('number'))) fault('number', 'employee-number')
  for (const field of ['name', 'unit', 'post', 'city'] as const) if (text(field).length > 120) fault(field, 'too-long')
  const base = text('base') ? parseMoneyMinor(text('base'), currency) : null
  if (base && !base.ok) fault('base', base.error.code)
  if (base?.ok && base.value < 0) fault('base', 'negative')
  const line: RosterLine = {
    row,
    number: text('number'),
    name: text('name'),
    unit: text('unit'),
    post: text('post'),
    baseMinor: base?.ok ? base.value : 0,
  }
  if (isMapped('manager')) line.manager = text('manager') || null
  if (isMapped('city')) line.city = text('city') || null
  if (isMapped('fte') && text('fte')) {
    const fte = readFte(text('fte'))
    if (typeof fte === 'string') fault('fte', fte)
    else line.fteBp = fte
  }
  if (isMapped('email')) {
    line.email = text('email') || null
    if (line.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(line.email)) fault('email', 'not-an-address')
  }
  if (isMapped('gender')) {
    const gender = genders[text('gender').toLowerCase()]
    if (text('gender') && !gender) fault('gender', 'not-a-gender')
    line.gender = gender ?? null
  }
  for (const field of ['bornOn', 'joinedOn'] as const) {
    if (!isMapped(field)) continue
    const day = text(field) ? parseDay(text(field)) : null
    if (day && !day.ok) fault(field, day.error.code)
    line[field] = day?.ok ? day.value : null
  }
  if (line.manager && line.manager === line.number) fault('manager', 'own-manager')
  return faults.length > 0 ? { faults } : { line }
}
