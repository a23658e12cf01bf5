import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeBackup, restoreBackup } from '#db/backup-set.server.ts'
import { freshFolder } from '../support/database.ts'
import { runScript } from '../support/server.ts'
import { onCluster, startSqld } from '../support/sqld.ts'
import { template } from '../support/template.ts'

const backedUp = async (): Promise<string> => {
  const varDir = freshFolder()
  const path = join(varDir, 'echelon.db')
  cpSync(await template(), path)
  const folder = join(freshFolder(), 'backup')
  const outcome = await makeBackup({ url: `file:${path}`, varDir }, folder, '2026-09-30T02:00:00.000Z')
  if (!outcome.ok) throw new Error(outcome.error.detail)
  return folder
}

it.each([
  ['backup', []],
  ['verify', []],
  ['migrate', []],
  ['seed', []],
  ['import', ['performance', join(import.meta.dirname, 'obstacles.test.ts')]],
  ['restore', null],
])('npm run %s says in one sentence that no server answers', async (name, args) => {
  const away = { DATABASE_URL: 'http://127.0.0.1:9' }
  const { code, out, error } = await runScript(name, args ?? [await backedUp()], freshFolder(), away)
  expect(error).toBe('No libSQL server answers at 127.0.0.1:9: start it, or correct DATABASE_URL.\n')
  expect(out).toBe('')
  expect(code).toBe(1)
})

it('npm run backup says of a damaged file what to do, and leaves nothing', async () => {
  const varDir = freshFolder()
  writeFileSync(join(varDir, 'echelon.db'), 'no database, whatever its name')
  const folder = join(freshFolder(), 'backup')
  const { code, error } = await runScript('backup', [folder], varDir)
  expect(error).toMatch(/^\S+echelon\.db is damaged \(file is not a database\): keep a copy of it, then restore .*\n$/)
  expect(code).toBe(1)
  expect(existsSync(folder)).toBe(false)
})

onCluster('a restore whose server goes away in the middle', () => {
  /** What stands before the server answers so many requests, and then none. */
  const answering = async (url: string, most: number) => {
    let answered = 0
    const between = createServer((asked, answer) => {
      if (++answered > most) return asked.socket.destroy()
      const onward = request(
        new URL(asked.url ?? '/', url),
        { method: asked.method, headers: asked.headers },
        (from) => {
          answer.writeHead(from.statusCode ?? 502, from.headers)
          from.pipe(answer)
        },
      )
      asked.pipe(onward)
    }).listen(0, '127.0.0.1')
    await once(between, 'listening')
    return { url: `http://127.0.0.1:${(between.address() as AddressInfo).port}`, stop: () => between.close() }
  }

  it('says where everything is, and is done by the same once more', async () => {
    const folder = await backedUp()
    const server = await startSqld()
    const varDir = freshFolder()
    mkdirSync(join(varDir, 'files'))
    writeFileSync(join(varDir, 'secret'), 's'.repeat(43))
    const between = await answering(server.url, 12)
    const broken = await restoreBackup(folder, { url: between.url, varDir }, { force: true, stamp: 'first' })
    between.stop()
    expect(broken).toMatchObject({ ok: false, error: { code: 'unwritable' } })
    if (!broken.ok)
      expect(broken.error.detail).toMatch(
        /^No libSQL server answers at 127\.0\.0\.1:\d+: .* part of the backup: run the same again with --force\. .*replaced-first\.$/,
      )
    expect(readdirSync(join(varDir, 'replaced-first')).sort()).toEqual(['files', 'secret'])

    const place = { url: server.url, varDir }
    expect((await restoreBackup(folder, place, { force: true, stamp: 'second' })).ok).toBe(true)
    await server.stop()
  })

  it('moves nothing aside when it is away before that', async () => {
    const folder = await backedUp()
    const server = await startSqld()
    const varDir = freshFolder()
    const place = { url: server.url, varDir }
    expect((await restoreBackup(folder, place, { force: false, stamp: 'now' })).ok).toBe(true)
    writeFileSync(join(varDir, 'secret'), 's'.repeat(43))
    const between = await answering(server.url, 6)
    await expect(restoreBackup(folder, { url: between.url, varDir }, { force: true, stamp: 'then' })).rejects.toThrow()
    between.stop()
    await server.stop()
    expect(readdirSync(varDir)).toEqual(['secret'])
  })
})
