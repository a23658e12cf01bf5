/** A roster as its import reads it: every column, and one line with a unit and a post that the bank has. */
import type { Actor } from '#app/kernel/actor.ts'
import { type SampleFile, sampleFile } from '#app/kernel/sample-file.ts'
import type { Locale } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { postsInUse } from '../posts/posts.server.ts'
import { unitOn } from '../units/units.server.ts'
import { type RosterField, rosterColumns } from './roster-mapping.ts'
import { firstUnit } from './roster-uploads.server.ts'

type Example = { number: string; name: string; gender: string }

/** `example.number` is none that an employee may have, so that the line is refused until it is written over. */
export const rosterSample = async (
  db: Reader,
  actor: Actor,
  { locale, example }: { locale: Locale; example: Example },
): Promise<SampleFile<RosterField>> => {
  const unitId = await firstUnit(db, actor)
  const unit = unitId === null ? null : await unitOn(db, unitId, actor.today)
  const [post] = await postsInUse(db)
  return sampleFile(rosterColumns, locale, {
    ...example,
    unit: unit?.code ?? '',
    post: post?.code ?? '',
    base: '8000.00',
    fte: '100%',
    bornOn: '1995-01-31',
    joinedOn: actor.today,
  })
}
