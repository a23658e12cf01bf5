import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { freshFolder } from '../support/database.ts'
import { query } from '../support/query.ts'
import { runScript, startServer } from '../support/server.ts'
import { bankOfHr, enter, uploadRoster } from './entry.ts'

it('a backup made while people send files in restores to a bank that holds, with all that was acknowledged', {
  timeout: 60_000,
}, async () => {
  const { varDir } = await bankOfHr()
  const server = await startServer({ varDir })
  const cookie = await enter(server, 'hr')
  const acknowledged: string[] = []
  let isSending = true
  const sending = async (who: string) => {
    for (let n = 0; isSending; n++)
      acknowledged.push(await uploadRoster(server, cookie, `工号,姓名\n${who}-${n},员工\n`))
  }
  const load = Promise.all([sending('A'), sending('B'), enter(server, 'hr')])
  await vi.waitUntil(() => acknowledged.length > 10, { timeout: 20_000 })

  const before = [...acknowledged]
  const folder = join(freshFolder(), 'backup')
  expect(await runScript('backup', [folder], varDir)).toMatchObject({ code: 0, error: '' })
  const after = acknowledged.length
  isSending = false
  await load
  await server.stop()
  expect(after).toBeGreaterThan(before.length)

  const restored = freshFolder()
  expect(await runScript('restore', [folder], restored)).toMatchObject({ code: 0, error: '' })
  const kept = query<{ id: string }>(join(restored, 'echelon.db'), 'SELECT id FROM roster_imports').map(({ id }) => id)
  expect(kept).toEqual(expect.arrayContaining(before))
  expect(await runScript('verify', [], restored)).toMatchObject({ code: 0, error: '' })
})
