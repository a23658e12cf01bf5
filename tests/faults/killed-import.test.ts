import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { dayOf } from '#app/kernel/day.ts'
import { paths } from '#app/paths.ts'
import { openDb } from '#db/client.server.ts'
import { person } from '../organisation/bank.ts'
import { clock } from '../support/database.ts'
import { query } from '../support/query.ts'
import { post, runScript, type Server, startServer } from '../support/server.ts'
import { chance, pause, rounds } from './chance.ts'
import { bankOfHr, enter, uploadRoster } from './entry.ts'

/** Three steps of a preview. */
const people = 4_100
const headings = { number: '工号', name: '姓名', unit: '机构', post: '岗位', base: '月薪' }
const rosterOf = (round: number): string => {
  const rows = Array.from({ length: people }, (_, n) => `R${round}-${n},员工${n},O1,TELLER,9000`)
  return [Object.values(headings).join(','), ...rows].join('\n')
}

const act = async (server: Server, cookie: string, importId: string, fields: Record<string, string>) =>
  (await post(server.address, paths.roster(importId), fields, cookie)).status
const choices = Object.fromEntries(
  Object.entries(headings).flatMap(([field, heading]) => [
    [`columns.${field}.from`, 'column'],
    [`columns.${field}.heading`, heading],
  ]),
)
const previewing = { act: 'preview', ...choices, effectiveOn: dayOf(Date.now(), clock.timeZone), unitId: 'unt_ho' }

type Standing = {
  previewed: number
  committed: number
  counts: string | null
  rows: number
  kept: number
  failed: number
  employees: number
  assignments: number
  records: number
}
const standing = (varDir: string, importId: string, round: number): Standing => {
  const ours = `(SELECT id FROM employees WHERE number LIKE 'R${round}-%')`
  const [row] = query<Standing>(
    join(varDir, 'echelon.db'),
    `SELECT previewed_at IS NOT NULL AS previewed, committed_at IS NOT NULL AS committed, counts,
       (SELECT count(*) FROM roster_import_rows WHERE import_id = i.id) AS rows,
       (SELECT progress_done FROM jobs WHERE id = i.preview_job_id) AS kept,
       (SELECT count(*) FROM jobs WHERE state = 'failed') AS failed,
       (SELECT count(*) FROM employees WHERE number LIKE 'R${round}-%') AS employees,
       (SELECT count(*) FROM assignments WHERE employee_id IN ${ours}) AS assignments,
       (SELECT count(*) FROM audit_records WHERE act = 'roster.committed' AND subject_id = i.id) AS records
     FROM roster_imports i WHERE id = '${importId}'`,
  )
  if (!row) throw new Error('the import is gone')
  return row
}

it('an import that is killed goes on by itself, says what the bank is now, and is written for all or for nobody', {
  timeout: 120_000 + rounds * 30_000,
}, async () => {
  const random = chance('killed imports')
  const { path, varDir } = await bankOfHr()
  let server = await startServer({ varDir })
  const cookie = await enter(server, 'hr')
  const comes = async (importId: string, round: number, isThere: (now: Standing) => boolean): Promise<number> => {
    const since = performance.now()
    await vi.waitUntil(() => isThere(standing(varDir, importId, round)), { timeout: 60_000, interval: 2 })
    return performance.now() - since
  }

  const undisturbed = await uploadRoster(server, cookie, rosterOf(0))
  expect(await act(server, cookie, undisturbed, previewing)).toBe(302)
  const reading = await comes(undisturbed, 0, ({ previewed }) => previewed === 1)
  expect(await act(server, cookie, undisturbed, { act: 'commit' })).toBe(302)
  const writing = await comes(undisturbed, 0, ({ committed }) => committed === 1)
  const whole = standing(varDir, undisturbed, 0)
  expect(whole).toMatchObject({ employees: people, assignments: people, records: 1, failed: 0 })

  for (let round = 1; round <= rounds; round++) {
    const importId = await uploadRoster(server, cookie, rosterOf(round))
    expect(await act(server, cookie, importId, previewing)).toBe(302)
    // Once for certain while a part of the rows is kept, then whenever it happens.
    if (round === 1) await comes(importId, round, ({ kept, previewed }) => kept > 0 || previewed === 1)
    else await pause(random(reading))
    await server.kill()
    const read = standing(varDir, importId, round)
    expect(read).toMatchObject({ committed: 0, employees: 0, records: 0, rows: read.kept })
    expect(read.counts === null).toBe(read.previewed === 0)
    // Somebody of the file is taken on while the server is down: what was read before knows nothing of that.
    const bank = openDb({ url: path })
    if (read.previewed === 0) await person(bank, { number: `R${round}-0`, name: '员工0' })
    bank.engine.close()
    const taken = read.previewed === 0 ? 1 : 0

    server = await startServer({ varDir })
    await comes(importId, round, ({ previewed, failed }) => previewed === 1 || failed > 0)
    const preview = standing(varDir, importId, round)
    expect(preview).toMatchObject({ failed: 0, rows: people, employees: taken, records: 0 })
    expect(JSON.parse(preview.counts ?? '')).toMatchObject({ add: people - taken, change: taken, error: 0 })

    expect(await act(server, cookie, importId, { act: 'commit' })).toBe(302)
    await pause(random(writing))
    await server.kill()
    const written = standing(varDir, importId, round)
    const isWritten = written.committed === 1
    expect(written).toMatchObject({ employees: isWritten ? people : taken, records: isWritten ? 1 : 0 })

    server = await startServer({ varDir })
    await comes(importId, round, ({ committed, failed }) => committed === 1 || failed > 0)
    expect(await act(server, cookie, importId, { act: 'commit' })).toBe(409)
    expect(standing(varDir, importId, round)).toMatchObject({
      failed: 0,
      employees: people,
      // Who was there already has an assignment before the change and one from it on.
      assignments: people + taken,
      records: 1,
    })
  }
  await server.stop()
  expect(await runScript('verify', [], varDir)).toMatchObject({ code: 0, error: '' })
})
