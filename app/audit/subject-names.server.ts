/** What the trail calls the things that acts were done to: each domain names its own, and the shell asks them all. */
import { can } from '#app/identity/policy.ts'
import type { Actor } from '#app/kernel/actor.ts'
import type { Words } from '#app/kernel/words.ts'
import type { Reader } from '#db/client.server.ts'

/** A thing in words; `to` is its page where the reader may open it. */
export type SubjectName = { name: Words; to: string | null }
/** A row of the trail with the names of what it is about, of its unit, and of the account that it was done for, where there are any. */
export type NamedRow<Row> = Row & {
  subject: SubjectName | null
  unit: SubjectName | null
  principal: SubjectName | null
}
export type SubjectNames = ReadonlyMap<string, SubjectName>
/** Names of things of one kind by their ids; what is gone, or stands outside the reader's part of the bank, has none. */
export type Namer = (db: Reader, actor: Actor, ids: readonly string[]) => Promise<SubjectNames>

type Found = SubjectName & { id: string; unitPath: string }

/**
 * Leaves out what stands today where the reader does not audit: a record stays with the part of the bank in which it
 * was made, and a person who has since moved away is no longer theirs to hear of.
 */
const heardOf = (actor: Actor, found: readonly Found[]): SubjectNames =>
  new Map(
    found.flatMap(({ id, name, to, unitPath }) =>
      can(actor, 'audit.read', { unitPath: unitPath || '/' }) ? [[id, { name, to }]] : [],
    ),
  )

/** Names things of one kind: how they are found by their ids, and what each is called where it stands. */
export const namer =
  <Row>(
    find: (db: Reader, ids: readonly string[], actor: Actor) => PromiseLike<readonly Row[]>,
    found: (row: Row, actor: Actor) => Found,
  ): Namer =>
  async (db, actor, ids) =>
    heardOf(
      actor,
      (await find(db, ids, actor)).map((row) => found(row, actor)),
    )

/** A name that is the same in both languages: a person's. */
export const sameIn = (text: string): Words => ({ 'zh-CN': text, en: text })

/** 'Lin Xiao · Anti-money laundering': a person's or a unit's part of something. */
export const partOf = (part: string | Words, whole: Words): Words => {
  const own = typeof part === 'string' ? sameIn(part) : part
  const { 'zh-CN': zh, en } = whole
  return {
    ...(zh ? { 'zh-CN': `${own['zh-CN'] ?? own.en} · ${zh}` } : {}),
    ...(en ? { en: `${own.en ?? own['zh-CN']} · ${en}` } : {}),
  }
}

/** 'Teller scorecard v2'. */
export const versionOf = ({ 'zh-CN': zh, en }: Words, version: number): Words => ({
  ...(zh ? { 'zh-CN': `${zh} v${version}` } : {}),
  ...(en ? { en: `${en} v${version}` } : {}),
})
