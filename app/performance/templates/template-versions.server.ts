/** A template version's way: draft → submitted → approved → active → retired, returned to draft with a reason. */

import { and, desc, eq } from 'drizzle-orm'
import { changedMeanwhile } from '#app/audit/changed-meanwhile.server.ts'
import { deputiesOn } from '#app/audit/deputies.server.ts'
import { record, recordDecision } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import { type Actor, type Deputed, deputedBy } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { blocks } from '#app/kernel/lint.ts'
import { done, type Outcome, refused } from '#app/kernel/result.ts'
import { notifyAuthor, notifyThoseWho } from '#app/notices/notices.server.ts'
import { paths } from '#app/paths.ts'
import type { Db, Tx } from '#db/client.server.ts'
import { templates, templateVersions } from '#db/schema/performance.ts'
import { newId, transact } from '#db/transact.server.ts'
import { contentTemplates, performanceLints } from '../kpis/content.server.ts'
import { curvesThroughTime, directionsOfKpis, kpisInUse } from '../kpis/kpis.server.ts'
import type { Template } from '../template.ts'
import { lintTemplate } from '../template-lint.ts'
import { nextTemplate } from './edit-template.ts'
import { findVersion, type TemplateVersion } from './templates.server.ts'

export type TemplateRefusal =
  | 'no-such-template'
  | 'not-allowed'
  | 'changed-meanwhile'
  | 'wrong-state'
  | 'maker-is-checker'
  | 'lint-errors'
  | 'post-taken'
export type VersionRef = { id: string; revision: number }
type Answer = Promise<Outcome<{ code: string; version: number }, TemplateRefusal>>

const subject = (id: string) => ({ kind: 'template-version', id, unitPath: '/' })

/** Drafts the next version of a template, which is made when its code is new. */
export const draftVersion = (db: Db | Tx, actor: Actor, definition: Template, now: Instant): Answer =>
  transact(db, async (tx) => {
    if (!can(actor, 'template.draft')) return refused('not-allowed')
    const { code, name } = definition
    await tx
      .insert(templates)
      .values({ id: newId(tx, 'tpl', now), code, name })
      .onConflictDoNothing()
    const [template] = await tx.select().from(templates).where(eq(templates.code, code))
    if (!template) return refused('no-such-template')
    const [last] = await tx
      .select({ version: templateVersions.version })
      .from(templateVersions)
      .where(eq(templateVersions.templateId, template.id))
      .orderBy(desc(templateVersions.version))
      .limit(1)
    const version = (last?.version ?? 0) + 1
    const id = newId(tx, 'tpv', now)
    await tx
      .insert(templateVersions)
      .values({ id, templateId: template.id, version, definition, draftedBy: actor.id, draftedAt: now })
    await record(tx, actor, 'template.drafted', subject(id), { after: definition }, now)
    return done({ code, version })
  })

/** The next version of a template, begun from one that exists; where a draft of it stands, that is the next one. */
export const draftNext = (db: Db | Tx, actor: Actor, from: { code: string; version: number }, now: Instant): Answer =>
  transact(db, async (tx) => {
    if (!can(actor, 'template.draft')) return refused('not-allowed')
    const begun = await findVersion(tx, actor, from.code, from.version)
    if (!begun) return refused('no-such-template')
    const [draft] = await tx
      .select({ version: templateVersions.version })
      .from(templateVersions)
      .where(and(eq(templateVersions.templateId, begun.templateId), eq(templateVersions.state, 'draft')))
      .orderBy(desc(templateVersions.version))
      .limit(1)
    if (draft) return done({ code: from.code, version: draft.version })
    const { definition } = begun
    const inUse = (await kpisInUse(tx)).map((kpi) => kpi.definition)
    return draftVersion(tx, actor, nextTemplate(definition, inUse, await curvesThroughTime(tx)), now)
  })

type Found = TemplateVersion & { code: string; deputies: Deputed[] }
const found = async (tx: Tx, id: string): Promise<Found | null> => {
  const [row] = await tx
    .select({ code: templates.code, version: templateVersions })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId))
    .where(eq(templateVersions.id, id))
  return row ? { ...row.version, code: row.code, deputies: await deputiesOn(tx, subject(id)) } : null
}

type Change = Partial<typeof templateVersions.$inferInsert>
/** One step of the way: from these states, after `may`, with these fields; raises the revision that was seen. */
const move = (
  db: Db | Tx,
  actor: Actor,
  ref: VersionRef,
  from: readonly TemplateVersion['state'][],
  step: { act: string; change: Change; may?: (version: Found) => TemplateRefusal | null },
  now: Instant,
  after?: (tx: Tx, version: Found) => Promise<TemplateRefusal | null>,
): Answer =>
  transact(db, async (tx) => {
    const version = await found(tx, ref.id)
    if (!version) return refused('no-such-template')
    if (!can(actor, 'template.draft')) return refused('not-allowed')
    if (version.revision !== ref.revision) return changedMeanwhile(tx, subject(version.id))
    if (!from.includes(version.state)) return refused('wrong-state')
    const objection = step.may?.(version)
    if (objection) return refused(objection)
    const late = await after?.(tx, version)
    if (late) return refused(late)
    await tx
      .update(templateVersions)
      .set({ ...step.change, revision: ref.revision + 1 })
      .where(eq(templateVersions.id, ref.id))
    const before = step.change.definition ? version.definition : { state: version.state }
    const shown = step.change.definition ?? { state: step.change.state ?? version.state }
    await record(tx, actor, step.act, subject(ref.id), { before, after: shown }, now)
    return done({ code: version.code, version: version.version })
  })

export const saveDraft = (db: Db | Tx, actor: Actor, ref: VersionRef, definition: Template, now: Instant): Answer =>
  move(db, actor, ref, ['draft'], { act: 'template.changed', change: { definition } }, now, async (tx, version) => {
    if (definition.code !== version.code) return 'not-allowed'
    await tx.update(templates).set({ name: definition.name }).where(eq(templates.id, version.templateId))
    return null
  })

const hasLintErrors = async (tx: Tx, { definition }: Found): Promise<boolean> =>
  blocks(lintTemplate(definition, performanceLints(), await directionsOfKpis(tx)))

const tellAuthor = (tx: Tx, version: Found, kind: 'template-approved' | 'template-returned', now: Instant) => {
  const link = paths.template(version.code, version.version)
  return notifyAuthor(tx, version, { kind, params: { template: version.definition.name }, link }, now)
}

export const submitVersion = (db: Db | Tx, actor: Actor, ref: VersionRef, now: Instant): Answer =>
  move(
    db,
    actor,
    ref,
    ['draft'],
    {
      act: 'template.submitted',
      change: { state: 'submitted', submittedBy: actor.id, submittedAt: now },
    },
    now,
    async (tx, version) => {
      if (await hasLintErrors(tx, version)) return 'lint-errors'
      await recordDecision(tx, actor, subject(ref.id), 'submit', 'submitted', null, now)
      const news = {
        kind: 'template-to-approve',
        params: { name: actor.name, template: version.definition.name },
        link: paths.template(version.code, version.version),
      }
      const submitted = { ...deputedBy(actor, version), submittedBy: actor.id }
      await notifyThoseWho(tx, actor.today, (holder) => can(holder, 'template.approve', submitted), version, news, now)
      return null
    },
  )

export const approveVersion = (db: Db | Tx, actor: Actor, ref: VersionRef, now: Instant): Answer =>
  move(
    db,
    actor,
    ref,
    ['submitted'],
    {
      act: 'template.approved',
      change: { state: 'approved', approvedBy: actor.id, approvedAt: now },
      may: (version) => (can(actor, 'template.approve', version) ? null : 'maker-is-checker'),
    },
    now,
    async (tx, version) => {
      await recordDecision(tx, actor, subject(ref.id), 'approve', 'approved', null, now)
      await tellAuthor(tx, version, 'template-approved', now)
      return null
    },
  )

export const returnVersion = (db: Db | Tx, actor: Actor, ref: VersionRef, reason: string, now: Instant): Answer =>
  move(
    db,
    actor,
    ref,
    ['submitted', 'approved'],
    {
      act: 'template.returned',
      change: { state: 'draft', submittedBy: null, submittedAt: null, approvedBy: null, approvedAt: null },
    },
    now,
    async (tx, version) => {
      await recordDecision(tx, actor, subject(ref.id), 'approve', 'returned', reason, now)
      await tellAuthor(tx, version, 'template-returned', now)
      return null
    },
  )

/** The version before it retires in the same moment; another template of the same post stands in the way. */
export const activateVersion = (db: Db | Tx, actor: Actor, ref: VersionRef, now: Instant): Answer =>
  move(
    db,
    actor,
    ref,
    ['approved'],
    { act: 'template.activated', change: { state: 'active', activatedAt: now } },
    now,
    async (tx, version) => {
      if (await hasLintErrors(tx, version)) return 'lint-errors'
      const active = await tx.select().from(templateVersions).where(eq(templateVersions.state, 'active'))
      const rivals = active.filter((each) => each.templateId !== version.templateId)
      if (rivals.some((each) => each.definition.posts.some((post) => version.definition.posts.includes(post))))
        return 'post-taken'
      await tx
        .update(templateVersions)
        .set({ state: 'retired', retiredAt: now })
        .where(and(eq(templateVersions.templateId, version.templateId), eq(templateVersions.state, 'active')))
      return null
    },
  )

export const retireVersion = (db: Db | Tx, actor: Actor, ref: VersionRef, now: Instant): Answer =>
  move(db, actor, ref, ['active'], { act: 'template.retired', change: { state: 'retired', retiredAt: now } }, now)

/** Brings `content/templates` in: a code that is new comes in active, approved by the bank itself; others stay. */
export const loadTemplates = async (tx: Tx, actor: Actor, now: Instant): Promise<{ added: number }> => {
  let added = 0
  for (const definition of contentTemplates()) {
    const { code, name } = definition
    const [known] = await tx.select({ id: templates.id }).from(templates).where(eq(templates.code, code))
    if (known) continue
    const templateId = newId(tx, 'tpl', now)
    await tx.insert(templates).values({ id: templateId, code, name })
    const id = newId(tx, 'tpv', now)
    const by = { draftedBy: actor.id, submittedBy: actor.id, approvedBy: 'system' }
    const at = { draftedAt: now, submittedAt: now, approvedAt: now, activatedAt: now }
    await tx.insert(templateVersions).values({ id, templateId, version: 1, state: 'active', definition, ...by, ...at })
    await record(tx, actor, 'template.loaded', subject(id), { after: definition }, now)
    added++
  }
  return { added }
}
