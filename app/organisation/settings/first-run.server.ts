/** The first run of a bank without a demo: its name, its legal entity, the head of its tree and its administrator. */
import { record } from '#app/audit/records.server.ts'
import { isAnyAccount, openAccount } from '#app/identity/accounts.server.ts'
import { passwordFault } from '#app/identity/password.ts'
import { hashPassword } from '#app/identity/passwords.server.ts'
import { firstRoles } from '#app/identity/policy.ts'
import { systemActor } from '#app/kernel/actor.ts'
import type { Day, Instant } from '#app/kernel/day.ts'
import { done, refused } from '#app/kernel/result.ts'
import type { Locale, Words } from '#app/kernel/words.ts'
import type { Db } from '#db/client.server.ts'
import { bankSettings, legalEntities, roleGrants, unitPlacements, units } from '#db/schema/organisation.ts'
import { newId, transact } from '#db/transact.server.ts'
import { pathBelow } from '../units/unit.ts'
import { firstSettings, forgetSettings } from './settings.server.ts'

export type FirstRun = {
  bankName: Words
  entityName: Words
  entityCode: string
  unitName: Words
  unitCode: string
  openedOn: Day
  signInName: string
  displayName: string
  email: string | null
  password: string
  language: Locale
}

/** Refused as soon as anybody has an account; the question is asked again inside the transaction. */
export const firstRun = async (db: Db, input: FirstRun, today: Day, now: Instant) => {
  const fault = passwordFault(input.password, input.signInName)
  if (fault) return refused(fault)
  if (await isAnyAccount(db)) return refused('begun-already')
  const passwordHash = await hashPassword(input.password)
  const begun = await transact(db, async (tx) => {
    if (await isAnyAccount(tx)) return refused('begun-already')
    const actor = systemActor(today)
    const { signInName, displayName, email, language } = input
    const opened = await openAccount(
      tx,
      actor,
      { signInName, displayName, email, passwordHash, mustChangePassword: false, language },
      now,
    )
    if (!opened.ok) return opened
    const settings = { ...firstSettings, name: input.bankName, language }
    await tx.insert(bankSettings).values({ fromOn: input.openedOn, ...settings, changedAt: now })
    const legalEntityId = newId(tx, 'len', now)
    await tx.insert(legalEntities).values({ id: legalEntityId, code: input.entityCode, name: input.entityName })
    const unitId = newId(tx, 'unt', now)
    await tx.insert(units).values({ id: unitId, code: input.unitCode, kind: 'head-office', openedOn: input.openedOn })
    await tx.insert(unitPlacements).values({
      id: newId(tx, 'plc', now),
      unitId,
      parentId: null,
      legalEntityId,
      name: input.unitName,
      path: pathBelow(null, input.unitCode),
      fromOn: input.openedOn,
    })
    for (const role of firstRoles)
      await tx.insert(roleGrants).values({
        id: newId(tx, 'rgr', now),
        accountId: opened.value.id,
        role,
        unitId,
        fromOn: today,
        grantedBy: 'system',
        grantedAt: now,
      })
    const after = { bank: input.bankName, unit: input.unitCode, administrator: signInName }
    await record(tx, actor, 'bank.begun', { kind: 'bank', id: 'bank', unitPath: '/' }, { after }, now)
    return done({ accountId: opened.value.id })
  })
  forgetSettings(db)
  return begun
}
