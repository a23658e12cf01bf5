/** Changes to the bank's settings, each from a day on. */
import { desc, eq } from 'drizzle-orm'
import type * as z from 'zod/mini'
import { record } from '#app/audit/records.server.ts'
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Db, Reader, Tx } from '#db/client.server.ts'
import { bankSettings, legalEntities } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import type { entityForm, settingsForm } from './settings.form.ts'
import { forgetSettings } from './settings.server.ts'

export const settingsHistory = (db: Reader) => db.select().from(bankSettings).orderBy(desc(bankSettings.fromOn))

const bank = { kind: 'bank', id: 'bank', unitPath: '/' }

export const changeSettings = async (db: Db | Tx, actor: Actor, input: z.output<typeof settingsForm>, now: Instant) => {
  const changed = await transact(db, async (tx) => {
    if (!can(actor, 'settings.change')) return refused('not-allowed')
    const { workdays, holidays, workingDays, fromOn, ...rest } = input
    const settings = { ...rest, calendar: { workdays, holidays, workingDays } }
    const [before] = await tx.select().from(bankSettings).where(eq(bankSettings.fromOn, fromOn))
    await tx
      .insert(bankSettings)
      .values({ fromOn, ...settings, changedAt: now })
      .onConflictDoUpdate({ target: bankSettings.fromOn, set: { ...settings, changedAt: now } })
    const change = { ...(before ? { before: { ...before } } : {}), after: { fromOn, ...settings } }
    await record(tx, actor, 'settings.changed', bank, change, now)
    return done({ fromOn })
  })
  forgetSettings(db)
  return changed
}

export const addEntity = (db: Db | Tx, actor: Actor, input: z.output<typeof entityForm>, now: Instant) =>
  transact(db, async (tx) => {
    if (!can(actor, 'settings.change')) return refused('not-allowed')
    const [taken] = await tx
      .select({ id: legalEntities.id })
      .from(legalEntities)
      .where(eq(legalEntities.code, input.code))
    if (taken) return refused('code-taken')
    const id = newId(tx, 'len', now)
    await tx.insert(legalEntities).values({ id, ...input })
    await record(tx, actor, 'legal-entity.added', { kind: 'legal-entity', id, unitPath: '/' }, { after: input }, now)
    return done({ id })
  })
