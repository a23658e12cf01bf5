/** What an assignment's form offers: the units in the actor's reach, the posts in use. */
import { scopeOf } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Day } from '#app/kernel/day.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'
import { postsInUse } from '../posts/posts.server.ts'
import { unitOptions } from '../units/unit-options.server.ts'

export const assignmentChoices = async (db: Reader, actor: Actor, today: Day, locale: Locale) => ({
  units: await unitOptions(db, today, locale, { below: scopeOf(actor, 'rosters').paths }),
  posts: (await postsInUse(db)).map(({ id, code, name }) => ({
    value: id,
    label: `${wordsIn(name, locale).text} · ${code}`,
  })),
})
