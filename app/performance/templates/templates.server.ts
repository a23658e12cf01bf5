/** Templates of the posts and their versions: read. */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { deputiesColumn, deputiesOn } from '#app/audit/deputies.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor, Deputed } from '#app/kernel/actor.ts'
import type { Words } from '#app/kernel/words.ts'
import { anyOf } from '#db/any-of.server.ts'
import type { Reader, Tx } from '#db/client.server.ts'
import { prepared } from '#db/prepared.server.ts'
import { templates, templateVersions } from '#db/schema/performance.ts'
import type { Curve } from '../curve.ts'
import type { Template } from '../template.ts'

export type TemplateVersion = typeof templateVersions.$inferSelect
export type TemplateListed = Pick<TemplateVersion, 'id' | 'version' | 'state' | 'activatedAt'> & {
  code: string
  name: Words
  posts: readonly string[]
  lines: number
  /** A newer version on its way: drafted, waiting for approval, or approved and not yet in force. */
  next: { version: number; state: TemplateVersion['state'] } | null
}

/** Drafts are seen by those who draft; everyone sees what holds or once held. */
const statesFor = (actor: Actor) =>
  can(actor, 'template.draft')
    ? (['draft', 'submitted', 'approved', 'active', 'retired'] as const)
    : (['active', 'retired'] as const)

/** Versions that wait for this person's approval: the list shows what holds, not what is to come. */
export const templatesToApprove = async (db: Reader | Tx, actor: Actor) => {
  if (!can(actor, 'template.draft')) return []
  const waiting = await db
    .select({
      code: templates.code,
      name: templates.name,
      version: templateVersions.version,
      draftedBy: templateVersions.draftedBy,
      submittedBy: templateVersions.submittedBy,
      deputies: deputiesColumn('template-version', templateVersions.id),
    })
    .from(templates)
    // The '+' keeps SQLite from walking through all versions: each template's are found by their number.
    .innerJoin(templateVersions, eq(templateVersions.templateId, sql`+${templates.id}`))
    .where(eq(templateVersions.state, 'submitted'))
  return waiting.filter((version) => can(actor, 'template.approve', version))
}

/** Each template with the version that matters now: the active one, or else the newest. */
export const templatesListed = async (db: Reader | Tx, actor: Actor): Promise<TemplateListed[]> => {
  const rows = await db
    .select({ code: templates.code, name: templates.name, version: templateVersions })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId))
    .where(inArray(templateVersions.state, [...statesFor(actor)]))
    .orderBy(asc(templates.code), desc(templateVersions.version))
  const shown = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!shown.has(row.code) || row.version.state === 'active') shown.set(row.code, row)
  return [...shown.values()].map((row) => {
    const { id, version, state, activatedAt, definition } = row.version
    const { posts, lines } = definition
    const newest = rows.find(({ code }) => code === row.code)?.version
    const next = newest && newest.version > version ? { version: newest.version, state: newest.state } : null
    return { id, version, state, activatedAt, code: row.code, name: row.name, posts, lines: lines.length, next }
  })
}

export type TemplateFound = TemplateVersion & { code: string; name: Words; deputies: Deputed[] }

export const findVersion = async (
  db: Reader | Tx,
  actor: Actor,
  code: string,
  version: number,
): Promise<TemplateFound | null> => {
  const [row] = await db
    .select({ code: templates.code, name: templates.name, version: templateVersions })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId))
    .where(
      and(
        eq(templates.code, code),
        eq(templateVersions.version, version),
        inArray(templateVersions.state, [...statesFor(actor)]),
      ),
    )
  if (!row) return null
  const deputies = await deputiesOn(db, { kind: 'template-version', id: row.version.id })
  return { ...row.version, code: row.code, name: row.name, deputies }
}

export const versionsOf = async (db: Reader | Tx, actor: Actor, code: string) =>
  db
    .select({
      id: templateVersions.id,
      version: templateVersions.version,
      state: templateVersions.state,
      draftedAt: templateVersions.draftedAt,
      activatedAt: templateVersions.activatedAt,
      retiredAt: templateVersions.retiredAt,
    })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId))
    .where(and(eq(templates.code, code), inArray(templateVersions.state, [...statesFor(actor)])))
    .orderBy(desc(templateVersions.version))

type Versions = Awaited<ReturnType<typeof versionsOf>>
/** What holds until a version on its way takes its place; null for one that holds, or did, or is the first. */
export const versionInForce = async (
  db: Reader | Tx,
  actor: Actor,
  { code, version, state }: TemplateFound,
  versions: Versions,
): Promise<TemplateFound | null> => {
  if (state === 'active' || state === 'retired') return null
  const active = versions.find((each) => each.state === 'active' && each.version < version)
  return active ? findVersion(db, actor, code, active.version) : null
}

/** The versions in force, in order of their templates' codes. */
export const activeVersions = (db: Reader | Tx): Promise<{ id: string; version: number; definition: Template }[]> =>
  db
    .select({ id: templateVersions.id, version: templateVersions.version, definition: templateVersions.definition })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId))
    .where(eq(templateVersions.state, 'active'))
    .orderBy(asc(templates.code))

export type TemplateWith = { code: string; version: number; name: Words; weightBp: number; curve: Curve }
/** Those of them that score by a KPI. */
export const templatesWith = async (db: Reader | Tx, kpi: string): Promise<TemplateWith[]> =>
  (await activeVersions(db)).flatMap(({ version, definition: { code, name, lines } }) => {
    const line = lines.find((each) => each.kpi === kpi)
    return line ? [{ code, version, name, weightBp: line.weightBp, curve: line.curve }] : []
  })

/** The active version for each post code: what goal sheets are made from. */
export const activeByPost = async (db: Reader | Tx): Promise<Map<string, { id: string; definition: Template }>> => {
  const rows = await activeVersions(db)
  return new Map(rows.flatMap((row) => row.definition.posts.map((post) => [post, row] as const)))
}

/** Versions kept for each connection; the one that was read longest ago goes first. */
const mostKept = 200
const kept = new WeakMap<Reader | Tx, Map<string, { revision: number; definition: Template }>>()

const revisionsOf = prepared((db) =>
  db
    .select({ id: templateVersions.id, revision: templateVersions.revision })
    .from(templateVersions)
    .where(anyOf(templateVersions.id, sql.placeholder('ids')))
    .prepare(),
)

/**
 * Definitions of versions by id: the lines and rules that sheets refer to. One that has not changed is the same object
 * as before, so that curves compiled from it are found again.
 */
export const definitionsOf = async (db: Reader | Tx, versionIds: readonly string[]): Promise<Map<string, Template>> => {
  if (versionIds.length === 0) return new Map()
  const known = kept.get(db) ?? new Map<string, { revision: number; definition: Template }>()
  kept.set(db, known)
  const { id, revision, definition } = templateVersions
  const standing = await revisionsOf(db).all({ ids: JSON.stringify([...new Set(versionIds)]) })
  const changed = standing.filter((version) => known.get(version.id)?.revision !== version.revision)
  if (changed.length > 0)
    for (const row of await db
      .select({ id, revision, definition })
      .from(templateVersions)
      .where(
        anyOf(
          id,
          changed.map((version) => version.id),
        ),
      ))
      known.set(row.id, { revision: row.revision, definition: row.definition })
  const found = new Map<string, Template>()
  for (const version of standing) {
    const read = known.get(version.id)
    if (!read) continue
    known.delete(version.id)
    known.set(version.id, read)
    found.set(version.id, read.definition)
  }
  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - mostKept))) known.delete(oldest)
  return found
}
