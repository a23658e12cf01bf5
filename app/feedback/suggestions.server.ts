/** Suggestions, named or anonymous; an anonymous one has neither author nor day, and a key of chance. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { record } from '#app/audit/records.server.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { withinScope } from '#app/identity/scope.server.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import { notifyEmployee } from '#app/notices/notices.server.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { employeeNameColumn } from '#app/organisation/employees/employee-columns.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { suggestions, themes } from '#db/schema/feedback.ts'
import { transact } from '#db/transact.server.ts'
import { chanceKey } from './chance.server.ts'

export const suggest = (db: Db | Tx, actor: Actor, given: { text: string; isAnonymous: boolean }, now: Instant) =>
  transact(db, async (tx) => {
    if (actor.employeeId === null) return refused('not-allowed')
    const standing = (await standingOn(tx, [actor.employeeId], actor.today)).get(actor.employeeId)
    const groupPath = given.isAnonymous ? '/' : (standing?.unitPath ?? '/')
    const id = chanceKey(tx, now)
    await tx.insert(suggestions).values({
      id,
      text: given.text,
      groupPath,
      ...(given.isAnonymous ? {} : { authorId: actor.employeeId, saidOn: actor.today }),
    })
    if (!given.isAnonymous) {
      await record(
        tx,
        actor,
        'suggestion.made',
        { kind: 'suggestion', id: String(id), unitPath: groupPath },
        { after: given.text },
        now,
      )
    }
    return done({ id })
  })

/** A person's own named suggestions with what became of them. */
export const suggestionsOf = async (db: Reader, employeeId: string) =>
  db
    .select({
      id: suggestions.id,
      text: suggestions.text,
      saidOn: suggestions.saidOn,
      answer: suggestions.answer,
      theme: themes.name,
    })
    .from(suggestions)
    .leftJoin(themes, eq(themes.id, suggestions.themeId))
    .where(eq(suggestions.authorId, employeeId))
    .orderBy(asc(suggestions.saidOn))

/** Suggestions for those who sort and answer them; anonymous ones come to whoever oversees the whole bank. */
export const suggestionsOverseen = async (db: Reader, actor: Actor, themeId: string | 'none' | null) =>
  db
    .select({
      id: suggestions.id,
      text: suggestions.text,
      saidOn: suggestions.saidOn,
      author: sql<
        string | null
      >`case when ${suggestions.authorId} is null then null else ${employeeNameColumn(suggestions.authorId)} end`,
      themeId: suggestions.themeId,
      answer: suggestions.answer,
      revision: suggestions.revision,
    })
    .from(suggestions)
    .where(
      and(
        withinScope(scopeOf(actor, 'suggestions'), suggestions.groupPath),
        themeId === 'none' ? isNull(suggestions.themeId) : themeId ? eq(suggestions.themeId, themeId) : undefined,
      ),
    )
    .orderBy(asc(suggestions.text))

/** Sorts a suggestion under a theme, and answers it; the author of a named one sees both. */
export const sortSuggestion = (
  db: Db | Tx,
  actor: Actor,
  given: { id: number; revision: number; themeId: string | null; answer: string | null },
  now: Instant,
) =>
  transact(db, async (tx) => {
    const [row] = await tx.select().from(suggestions).where(eq(suggestions.id, given.id))
    if (!row || !can(actor, 'suggestion.sort', { unitPath: row.groupPath })) return refused('no-such-suggestion')
    const subject = { kind: 'suggestion', id: String(given.id), unitPath: row.groupPath }
    if (row.revision !== given.revision) return changedMeanwhile(tx, subject)
    const { id, themeId, answer } = given
    await tx
      .update(suggestions)
      .set({ themeId, answer, answeredBy: answer ? actor.id : null, revision: row.revision + 1 })
      .where(eq(suggestions.id, id))
    if (answer && answer !== row.answer && row.authorId)
      await notifyEmployee(
        tx,
        row.authorId,
        {
          kind: 'suggestion-answered',
          link: paths.voice(),
          onceKey: `suggestion-${id}-${row.revision}`,
        },
        now,
      )
    await record(
      tx,
      actor,
      'suggestion.sorted',
      subject,
      { before: { themeId: row.themeId, answer: row.answer }, after: { themeId, answer } },
      now,
    )
    return done({ id })
  })
