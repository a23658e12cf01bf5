/** The few column shapes that every domain uses. Names become snake_case in the database. */
import { integer, text } from 'drizzle-orm/sqlite-core'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import type { Minor } from '#app/kernel/money.ts'
import type { Words } from '#app/kernel/words.ts'

export const day = () => text().$type<Day>()
export const instant = () => integer().$type<Instant>()
export const minor = () => integer().$type<Minor>()
export const currency = () => text().$type<Currency>()
export const words = () => text({ mode: 'json' }).$type<Words>()
export const json = <T>() => text({ mode: 'json' }).$type<T>()
export const flag = () => integer({ mode: 'boolean' })
/** Rises with each edit; a form that carries an older one is refused. */
export const revision = () => integer().notNull().default(1)
