/** The load in its order: each chapter is one transaction, or a piece of work with transactions of its own. */
import type { Db, Tx } from '#db/client.server.ts'
import { saltChain, settleMail } from './chain.ts'
import { releaseOlder, submitNewer, writeCredits, writeHonours, writePlans } from './incentives.ts'
import { writeCourses, writeLearners } from './learning.ts'
import { writeRatings } from './measured.ts'
import { writeMentoring } from './mentoring.ts'
import { writeBank, writePeople } from './organisation.ts'
import type { DemoBank } from './people.ts'
import {
  agreeGoals,
  importActuals,
  makeQuarterSheets,
  openQuarter,
  type QuarterKey,
  writeActuals,
  writeLibrary,
} from './performance.ts'
import { publishQuarter, scoreQuarter, submitSome, writeMarks, writeViolations } from './reviews.ts'
import { writeAbsences, writeCompetencies, writeRoles } from './standing.ts'
import { writeTalent } from './talent.ts'
import { writePulses, writeVoices } from './voice.ts'

export type Chapter = {
  name: string
  /** What the person at the terminal reads while it is written. */
  says: string
  /** In one transaction. */
  write?: (tx: Tx, bank: DemoBank) => Promise<void>
  /** Jobs of the product, run before the chapter's own transaction; done twice it must leave the same. */
  work?: (db: Db, bank: DemoBank) => Promise<void>
  /** Left out of a bank made for measuring, where stories would be noise. */
  storiesOnly?: true
  /** Only in a bank made for measuring. */
  measuringOnly?: true
}

const quarter = (key: QuarterKey, says: string): Chapter[] => [
  { name: `${key} cycle`, says: `${says}: cycle`, write: openQuarter(key) },
  { name: `${key} goals`, says: `${says}: goal sheets`, work: makeQuarterSheets(key), write: agreeGoals(key) },
  { name: `${key} actuals`, says: `${says}: actuals`, work: importActuals(key), write: writeActuals(key) },
  { name: `${key} marks`, says: `${says}: marks`, write: writeMarks(key) },
]

/** Left out of a bank that is made for measuring. */
const told = (...parts: Chapter[][]): Chapter[] => parts.flat().map((chapter) => ({ ...chapter, storiesOnly: true }))

export const chapters: readonly Chapter[] = [
  { name: 'bank', says: 'units and posts', write: writeBank },
  { name: 'people', says: 'people, assignments and accounts', write: writePeople },
  { name: 'roles', says: 'roles', write: writeRoles },
  { name: 'absences', says: 'absences', write: writeAbsences },
  { name: 'competencies', says: 'competencies', write: writeCompetencies },
  { name: 'library', says: 'KPIs and templates', write: writeLibrary },
  { name: 'violations', says: 'violations', write: writeViolations, storiesOnly: true },
  { name: 'courses', says: 'courses', write: writeCourses },
  { name: 'learners', says: 'enrolments, attempts and certificates', write: writeLearners },
  { name: 'plans', says: 'incentive plans', write: writePlans },
  { name: 'older cycle', says: 'the older quarter: cycle', write: openQuarter('older') },
  { name: 'measured', says: 'the older quarter: ratings', write: writeRatings, measuringOnly: true },
  ...told(quarter('older', 'the older quarter').slice(1), [
    {
      name: 'older results',
      says: 'the older quarter: results',
      work: scoreQuarter('older'),
      write: publishQuarter('older'),
    },
  ]),
  ...told(quarter('newer', 'the newer quarter'), [
    {
      name: 'newer results',
      says: 'the newer quarter: results',
      work: scoreQuarter('newer'),
      write: publishQuarter('newer'),
    },
    { name: 'honours', says: 'honours', write: writeHonours },
    { name: 'older credits', says: 'the older quarter: product credits', write: writeCredits('older') },
    { name: 'newer credits', says: 'the newer quarter: product credits', write: writeCredits('newer') },
    { name: 'older run', says: 'the older quarter: pay, released', work: releaseOlder },
    { name: 'newer run', says: 'the newer quarter: pay, waiting for approval', work: submitNewer },
    ...quarter('running', 'the running quarter'),
    { name: 'running submitted', says: 'the running quarter: some reviews', write: submitSome },
    { name: 'mentoring', says: 'mentoring', write: writeMentoring },
    { name: 'talent', says: 'echelons and a development plan', write: writeTalent },
    { name: 'pulses', says: 'pulses', write: writePulses },
    { name: 'voices', says: 'suggestions, themes and improvements', write: writeVoices },
  ]),
  { name: 'measured credits', says: 'product credits', write: writeCredits('older'), measuringOnly: true },
  { name: 'mail', says: 'mail', write: settleMail },
  { name: 'chain', says: 'the audit trail', write: saltChain },
]
