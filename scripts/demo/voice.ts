/** Chapters of feedback: a pulse after the release, one that is open, suggestions, themes, and what was done. */
import { eq } from 'drizzle-orm'
import { smallestGroup, standardQuestions } from '#app/feedback/pulse.ts'
import { addDays } from '#app/kernel/day.ts'
import type { Tx } from '#db/client.server.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import { improvements, pulseAnswers, pulseParticipations, pulses, suggestions, themes } from '#db/schema/feedback.ts'
import { plans, planVersions, runs } from '#db/schema/incentives.ts'
import { templates, templateVersions } from '#db/schema/performance.ts'
import { after } from './acting.ts'
import type { Chance } from './chance.ts'
import { phrasesContent, suggestionsContent } from './content.ts'
import type { DemoBank } from './people.ts'
import { cycleOf } from './performance.ts'

/** A key of chance for what has no author. */
const keyOf = (chance: Chance): number => Math.floor(chance.next() * 2 ** 48) + 1
const branchOf = (unitPath: string): string => `/${unitPath.split('/').filter(Boolean).slice(0, 2).join('/')}/`

const present = (bank: DemoBank) =>
  bank.people.flatMap((person) => {
    const unit = person.assignments.at(-1)?.unit
    return unit && person.employments.at(-1)?.toOn === null ? [{ person, unit }] : []
  })

export const writePulses = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const older = await cycleOf(tx, bank, 'older')
  const newer = await cycleOf(tx, bank, 'newer')
  const [run] = await tx.select({ id: runs.id }).from(runs).where(eq(runs.cycleId, older.id))
  const told = [
    {
      cycle: older,
      runId: run?.id ?? null,
      opensOn: after(older, 20),
      closesOn: after(older, 34),
      share: 62,
      mood: 3.1,
    },
    {
      cycle: newer,
      runId: null,
      opensOn: addDays(bank.asOf, -6),
      closesOn: addDays(bank.asOf, 8),
      share: 38,
      mood: 3.8,
    },
  ]
  const { pulseComments } = phrasesContent()
  for (const { cycle, runId, opensOn, closesOn, share, mood } of told) {
    const id = bank.id('pls', cycle.code, bank.at(opensOn, 9))
    const isOver = closesOn < bank.asOf
    const chance = bank.chance(`pulse ${cycle.code}`)
    await insertRows(tx, pulses, [
      {
        id,
        name: { 'zh-CN': `${cycle.code} 考核与激励反馈`, en: `${cycle.code}: how was it?` },
        cycleId: cycle.id,
        runId,
        unitId: bank.unit('HO').id,
        questions: [...standardQuestions],
        opensOn,
        closesOn,
        openedBy: bank.who('hr').accountId,
        openedAt: bank.at(opensOn, 9),
        closedAt: isOver ? bank.at(addDays(closesOn, 1), 9) : null,
      },
    ])
    const willing = present(bank).filter(
      ({ person }) => chance.percent(share) && (isOver || person.id !== bank.who('employee').id),
    )
    const sizes = new Map<string, number>()
    for (const { unit } of willing) sizes.set(branchOf(unit.path), (sizes.get(branchOf(unit.path)) ?? 0) + 1)
    // A department with fewer is left out, so that there is something to see for everyone who answered.
    const those = willing.filter(({ unit }) => (sizes.get(branchOf(unit.path)) ?? 0) >= smallestGroup)
    await insertRows(
      tx,
      pulseParticipations,
      those.map(({ person }) => ({
        pulseId: id,
        employeeId: person.id,
        tookPartOn: addDays(opensOn, chance.whole(0, isOver ? 13 : 5)),
      })),
    )
    const point = (up: number) => Math.min(5, Math.max(1, Math.round(mood + up + (chance.next() - 0.5) * 3)))
    const given = those.map(({ unit }, at) => ({
      id: keyOf(chance),
      pulseId: id,
      groupPath: branchOf(unit.path),
      answers: { fairness: point(-0.2), clarity: point(0.4), usefulness: point(0) },
      comment: chance.percent(18) ? chance.pick(pulseComments)['zh-CN'] : null,
      // While a pulse is open, five answers stay back for the batch of its closing.
      batch: isOver || at >= smallestGroup ? 1 : null,
    }))
    await insertRows(tx, pulseAnswers, given)
  }
}

export const writeVoices = async (tx: Tx, bank: DemoBank): Promise<void> => {
  const content = suggestionsContent()
  const chance = bank.chance('voices')
  const opened = bank.at(after(bank.quarters.older, 25), 10)
  const hr = bank.who('hr').accountId
  const themeId = (code: string) => bank.id('thm', code, opened)
  await insertRows(
    tx,
    themes,
    content.themes.map(({ code, name, description }) => ({
      id: themeId(code),
      name,
      description,
      openedBy: hr,
      openedAt: opened,
    })),
  )
  const people = present(bank)
  await insertRows(
    tx,
    suggestions,
    content.suggestions.map(({ theme, text }, index) => {
      const { person, unit } = chance.pick(people)
      const isAnonymous = index % 2 === 0
      // The newest few wait to be sorted.
      const isSorted = index % 7 !== 3
      return {
        id: keyOf(chance),
        authorId: isAnonymous ? null : person.id,
        saidOn: isAnonymous ? null : addDays(after(bank.quarters.older, 22), chance.whole(0, 90)),
        text: text['zh-CN'],
        groupPath: isAnonymous ? '/' : unit.path,
        themeId: isSorted ? themeId(theme) : null,
        answer: isSorted && index % 5 === 1 ? '谢谢，已转给相关部门，结果会在“您说我们做”里公布。' : null,
        answeredBy: isSorted && index % 5 === 1 ? hr : null,
      }
    }),
  )
  const [template] = await tx
    .select({ id: templateVersions.id })
    .from(templateVersions)
    .innerJoin(templates, eq(templates.id, templateVersions.templateId))
    .where(eq(templates.code, 'teller'))
  const [plan] = await tx
    .select({ id: planVersions.id })
    .from(planVersions)
    .innerJoin(plans, eq(plans.id, planVersions.planId))
    .where(eq(plans.code, 'quarterly-incentives'))
  await insertRows(
    tx,
    improvements,
    content.improvements.map(({ theme, title, done }, index) => {
      const at = bank.at(addDays(bank.quarters.newer.fromOn, 20 + 12 * index), 10)
      const isAnnounced = index < 3
      return {
        id: bank.id('imp', `${theme} ${index}`, at),
        themeId: themeId(theme),
        said: title,
        did: done,
        templateVersionId: theme === 'goals' || theme === 'fairness' ? (template?.id ?? null) : null,
        planVersionId: theme === 'incentives' ? (plan?.id ?? null) : null,
        proposedBy: hr,
        proposedAt: at,
        doneAt: isAnnounced ? at + 5 * 86_400_000 : null,
        announcedAt: isAnnounced ? at + 7 * 86_400_000 : null,
      }
    }),
  )
}
