import { expect, it } from 'vitest'
import { closeProgramme, findProgramme } from '#app/mentoring/programmes.server.ts'
import * as programmeScreen from '#app/mentoring/screens/programme.tsx'
import { paths } from '#app/paths.ts'
import { cookieOf, dataOf, type RouteModule } from '../access/visit.ts'
import { account } from '../organisation/bank.ts'
import { hr } from '../performance/bank.ts'
import { clock, freshDb } from '../support/database.ts'
import { must } from '../support/outcome.ts'
import { joined } from './bank.ts'

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
