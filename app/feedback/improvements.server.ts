/** Themes that suggestions group into, and what was changed because of them: "you said, we did". */

import { and, asc, count, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Words } from '#app/kernel/words.ts'
import { notifyEach } from '#app/notices/notices.server.ts'
import { accountsOfEmployees } from '#app/organisation/employees/employee-accounts.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { improvements, suggestions, themes } from '#db/schema/feedback.ts'
import { newId, transact } from '#db/transact.server.ts'

/** Every theme in the order of opening, with its improvements and those suggestions that the reader may see, counted. */
export const themesWithCounts = async (db: Reader, actor: Actor) =>
  db
    .select({
      id: themes.id,
      name: themes.name,
      description: themes.description,
      closedAt: themes.closedAt,
      revision: themes.revision,
      suggestions: db.$count(
        suggestions,
        and(eq(suggestions.themeId, themes.id), withinScope(scopeOf(actor, 'suggestions'), suggestions.groupPath)),
      ),
      improvements: db.$count(improvements, and(eq(improvements.themeId, themes.id), isNull(improvements.withdrawnAt))),
    })
    .from(themes)
    .orderBy(asc(themes.openedAt))

const bank = (kind: string, id: string) => ({ kind, id, unitPath: '/' })

export const openTheme = (db: Db | Tx, actor: Actor, given: { name: Words; description: Words }, now: Instant) =>
  transact(db, async (tx) => {
    if (!can(actor, 'theme.open')) return refused('not-allowed')
    const id = newId(tx, 'thm', now)
    await tx.insert(themes).values({ id, ...given, openedBy: actor.id, openedAt: now })
    await record(tx, actor, 'theme.opened', bank('theme', id), { after: given.name }, now)
    return done({ id })
  })

export type NewImprovement = {
  themeId: string
  said: Words
  did: Words
  templateVersionId: string | null
  planVersionId: string | null
}

/** Proposes a change for a theme, in the template or plan version that carries it. */
export const proposeImprovement = (db: Db | Tx, actor: Actor, given: NewImprovement, now: Instant) =>
  transact(db, async (tx) => {
    if (!can(actor, 'theme.open')) return refused('not-allowed')
    const [theme] = await tx.select({ n: count() }).from(themes).where(eq(themes.id, given.themeId))
    if (!theme?.n) return refused('no-such-theme')
    if (!given.templateVersionId && !given.planVersionId) return refused('version-required')
    const id = newId(tx, 'imp', now)
    await tx.insert(improvements).values({ id, ...given, proposedBy: actor.id, proposedAt: now })
    await record(tx, actor, 'improvement.proposed', bank('improvement', id), { after: given }, now)
    return done({ id })
  })

/** An improvement that stands, when the actor may change it and their page is of today. */
const changeable = async (tx: Tx, actor: Actor, given: { id: string; revision: number }) => {
  if (!can(actor, 'theme.open')) return refused('not-allowed')
  const [row] = await tx.select().from(improvements).where(eq(improvements.id, given.id))
  if (!row || row.withdrawnAt !== null) return refused('no-such-improvement')
  return row.revision === given.revision ? done(row) : changedMeanwhile(tx, bank('improvement', row.id))
}

/** Says that it is done, to everyone; those who said it under their name are told. */
export const announceImprovement = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await changeable(tx, actor, given)
    if (!found.ok) return found
    const row = found.value
    if (row.announcedAt !== null) return refused('announced-already')
    await tx
      .update(improvements)
      .set({ doneAt: now, announcedAt: now, revision: row.revision + 1 })
      .where(eq(improvements.id, row.id))
    const authors = await tx
      .selectDistinct({ id: suggestions.authorId })
      .from(suggestions)
      .where(and(eq(suggestions.themeId, row.themeId), isNotNull(suggestions.authorId)))
    const accounts = await accountsOfEmployees(
      tx,
      authors.flatMap(({ id }) => (id ? [id] : [])),
    )
    const telling = { kind: 'improvement-announced', params: {}, link: paths.voice(), onceKey: `improvement:${row.id}` }
    await notifyEach(
      tx,
      [...accounts.values()].map((accountId) => ({ accountId, ...telling })),
      now,
    )
    await record(tx, actor, 'improvement.announced', bank('improvement', row.id), { after: row.did }, now)
    return done({ id: row.id })
  })

export const withdrawImprovement = (db: Db | Tx, actor: Actor, given: { id: string; revision: number }, now: Instant) =>
  transact(db, async (tx) => {
    const found = await changeable(tx, actor, given)
    if (!found.ok) return found
    const row = found.value
    await tx
      .update(improvements)
      .set({ withdrawnAt: now, revision: row.revision + 1 })
      .where(eq(improvements.id, row.id))
    await record(tx, actor, 'improvement.withdrawn', bank('improvement', row.id), { before: row.did }, now)
    return done({ id: row.id })
  })

/** What was announced, newest first: everyone may read it. */
export const improvementsAnnounced = async (db: Reader, most: number) =>
  db
    .select({
      id: improvements.id,
      said: improvements.said,
      did: improvements.did,
      theme: themes.name,
      templateVersionId: improvements.templateVersionId,
      planVersionId: improvements.planVersionId,
      announcedAt: improvements.announcedAt,
    })
    .from(improvements)
    .innerJoin(themes, eq(themes.id, improvements.themeId))
    .where(and(isNotNull(improvements.announcedAt), isNull(improvements.withdrawnAt)))
    .orderBy(desc(improvements.announcedAt))
    .limit(most)

export const improvementsOfTheme = async (db: Reader, themeId: string) =>
  db
    .select()
    .from(improvements)
    .where(and(eq(improvements.themeId, themeId), isNull(improvements.withdrawnAt)))
    .orderBy(asc(improvements.proposedAt))
