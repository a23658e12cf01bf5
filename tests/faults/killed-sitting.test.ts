import { expect, it, vi } from 'vitest'
import { paths } from '#app/paths.ts'
import { runScript, startServer } from '../support/server.ts'
import { chance, pause, rounds } from './chance.ts'
import { beginSitting, sitDown, storedOf } from './sitting.ts'

it('a sitting that is killed in the middle loses no acknowledged answer and goes on', {
  timeout: 120_000 + rounds * 30_000,
}, async () => {
  const random = chance('killed sittings')
  for (let round = 0; round < rounds; round++) {
    const sitting = await beginSitting()
    const { varDir, attemptId } = sitting
    let server = await startServer({ varDir })
    const { acknowledged, answer, handIn } = await sitDown(server, sitting)

    /** As fast as they are taken, until the server is gone. */
    const answering = async () => {
      for (;;) {
        const taken = await answer(server)
        if (!taken) return
        expect(taken.status).toBe(200)
      }
    }
    const writing = Promise.all([answering(), answering()])
    // The first answers of a cold server can take their time; the blow falls at a random moment after one of them.
    await vi.waitUntil(() => acknowledged.size > 0, { timeout: 20_000 })
    await pause(random(500))
    await server.kill()
    await writing

    const { kept } = await storedOf(varDir, attemptId)
    for (const [slot, acknowledgedSeq] of acknowledged) expect(kept.get(slot)).toBeGreaterThanOrEqual(acknowledgedSeq)

    // The session, the sitting and its clock are still there: it goes on, and is handed in once.
    server = await startServer({ varDir })
    for (const _ of sitting.questions) expect((await answer(server))?.status).toBe(200)
    expect((await handIn(server)).headers.get('location')).toBe(paths.attempt(attemptId))
    await handIn(server)
    await server.stop()
    expect((await storedOf(varDir, attemptId)).state).toBe('graded')
    expect(await runScript('verify', [], varDir)).toMatchObject({ code: 0, error: '' })
  }
})
