import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { PulseQuestion } from '#app/feedback/pulse.ts'
import { day, instant, json, revision, words } from './columns.ts'
import { planVersions, runs } from './incentives.ts'
import { employees, units } from './organisation.ts'
import { cycles, templateVersions } from './performance.ts'

export const pulses = sqliteTable('pulses', {
  id: text().primaryKey(),
  name: words().notNull(),
  cycleId: text().references(() => cycles.id),
  runId: text().references(() => runs.id),
  unitId: text()
    .notNull()
    .references(() => units.id),
  questions: json<PulseQuestion[]>().notNull(),
  opensOn: day().notNull(),
  closesOn: day().notNull(),
  openedBy: text().notNull(),
  openedAt: instant().notNull(),
  closedAt: instant(),
  revision: revision(),
})

/** Who took part, by day: shares nothing with the answers. */
export const pulseParticipations = sqliteTable(
  'pulse_participations',
  {
    pulseId: text()
      .notNull()
      .references(() => pulses.id),
    employeeId: text()
      .notNull()
      .references(() => employees.id),
    tookPartOn: day().notNull(),
  },
  (t) => [primaryKey({ columns: [t.pulseId, t.employeeId] })],
)

/**
 * Anonymous by schema: no person, no time, and the key is chance itself, which SQLite uses as the row's place,
 * so that neither order nor neighbour tells who answered when. Read only once its batch is published.
 */
export const pulseAnswers = sqliteTable(
  'pulse_answers',
  {
    id: integer().primaryKey(),
    pulseId: text()
      .notNull()
      .references(() => pulses.id),
    /** The branch, and nothing finer. */
    groupPath: text().notNull(),
    answers: json<Record<string, number>>().notNull(),
    comment: text(),
    batch: integer(),
  },
  (t) => [index('pulse_answers_published').on(t.pulseId, t.batch)],
)

export const themes = sqliteTable('themes', {
  id: text().primaryKey(),
  name: words().notNull(),
  description: words().notNull(),
  openedBy: text().notNull(),
  openedAt: instant().notNull(),
  closedAt: instant(),
  revision: revision(),
})

/** Anonymous ones have no author and no day, and a key of chance, like the answers above. */
export const suggestions = sqliteTable(
  'suggestions',
  {
    id: integer().primaryKey(),
    authorId: text().references(() => employees.id),
    saidOn: day(),
    text: text().notNull(),
    groupPath: text().notNull(),
    themeId: text().references(() => themes.id),
    answer: text(),
    answeredBy: text(),
    revision: revision(),
  },
  (t) => [
    index('suggestions_of_theme').on(t.themeId),
    index('suggestions_of_author').on(t.authorId).where(sql`${t.authorId} is not null`),
  ],
)

/** What was changed because people said so, in which template or plan version. */
export const improvements = sqliteTable(
  'improvements',
  {
    id: text().primaryKey(),
    themeId: text()
      .notNull()
      .references(() => themes.id),
    said: words().notNull(),
    did: words().notNull(),
    templateVersionId: text().references(() => templateVersions.id),
    planVersionId: text().references(() => planVersions.id),
    proposedBy: text().notNull(),
    proposedAt: instant().notNull(),
    doneAt: instant(),
    announcedAt: instant(),
    withdrawnAt: instant(),
    revision: revision(),
  },
  (t) => [index('improvements_of_theme').on(t.themeId), index('improvements_announced').on(t.announcedAt)],
)
