/** The load in its order: each chapter is one transaction, or a piece of work with transactions of its own. */
import type { Db, Tx } from '#db/client.server.ts'
import { writeAbsences, writeBank, writeCompetencies, writePeople, writeRoles } from './organisation.ts'
import type { DemoBank } from './people.ts'

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
}

export const chapters: readonly Chapter[] = [
  { name: 'bank', says: 'units and posts', write: writeBank },
  { name: 'people', says: 'people, assignments and accounts', write: writePeople },
  { name: 'roles', says: 'roles', write: writeRoles },
  { name: 'absences', says: 'absences', write: writeAbsences },
  { name: 'competencies', says: 'competencies', write: writeCompetencies },
]
