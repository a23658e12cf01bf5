import type { ComponentType } from 'react'
import { expect, it } from 'vitest'
import { confirmMatching } from '#app/mentoring/matchings.server.ts'
import { closeProgramme, findProgramme } from '#app/mentoring/programmes.server.ts'
import * as programmeScreen from '#app/mentoring/screens/programme.tsx'
import { paths } from '#app/paths.ts'
import { programmes } from '#db/schema/mentoring.ts'
import { transact } from '#db/transact.server.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { hr } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { pageOf, textOf } from '../support/page.tsx'
import { code, joined, preview } from './bank.ts'

it('whoever comes to the matching of a programme that was closed meanwhile sees its people, not that they are too many', async () => {
  const db = await freshDb()
  const programmeId = await joined(db)
  await account(db, 'acc_looks', 'looks', 'hr-officer')
  const cookie = await cookieOf(db, 'looks', clock.now)
  const shown = () =>
    dataOf(programmeScreen as RouteModule, {
      ...{ db, now: clock.now, cookie, path: paths.programme(programmeId, 'preview'), params: { programmeId } },
    })
  expect(await shown()).toMatchObject({ tab: 'preview', preview: { matches: [{}, {}] } })
  const programme = await findProgramme(db, hr, programmeId)
  must(await closeProgramme(db, hr, programmeId, programme?.revision ?? 0, clock.now))
  expect(await shown()).toMatchObject({ tab: 'people', preview: null })
})

it('whose last day has passed takes and pairs nobody, offers neither, and says how it goes on', async () => {
  const db = await freshDb()
  const programmeId = await joined(db)
  await account(db, 'acc_looks', 'looks', 'hr-officer')
  const programme = await findProgramme(db, hr, programmeId)
  const { matches, revision } = await preview(db, programmeId)
  const cookie = await cookieOf(db, 'looks', clock.now)
  const screen = programmeScreen as RouteModule & { default: ComponentType }
  const shown = async (toOn: string, tab?: Parameters<typeof paths.programme>[1]) => {
    await transact(db, (tx) => tx.update(programmes).set({ toOn }))
    const path = paths.programme(programmeId, tab)
    const visit = { db, now: clock.now, cookie, path, params: { programmeId } }
    const html = await pageOf(screen.default, { words: ['mentoring'], loaded: await dataOf(screen, visit) })
    const acts = [...html.matchAll(/name="act" value="([a-z-]+)"/g)].map(([, act]) => act)
    return { acts: [...new Set(acts)].sort(), leads: html.includes('tab=preview'), text: textOf(html) }
  }
  const pairs = matches.map(({ menteeId, mentorId }) => ({ menteeId, mentorId, reason: null }))
  const confirm = () => confirmMatching(db, hr, { programmeId, revision, pairs }, clock.now)

  expect(programme?.revision).toBe(revision)
  expect(await shown('2026-09-29')).toMatchObject({ acts: [], leads: false })
  expect((await shown('2026-09-29')).text).toContain('Move it under Terms to go on')
  expect(await shown('2026-09-29', 'preview')).toMatchObject({ acts: [] })
  expect(await shown('2026-09-29', 'rules')).toMatchObject({ acts: ['close', 'revise'] })
  expect(code(await confirm())).toBe('programme-over')
  expect(await shown(clock.today)).toMatchObject({ acts: ['add-mentee', 'add-mentor', 'remove'], leads: true })
  expect(code(await confirm())).toBe('done')
})
