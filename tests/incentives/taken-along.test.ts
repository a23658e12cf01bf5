import { describe, expect, it } from 'vitest'
import { takingAlong } from '#app/incentives/runs/taken-along.ts'

const openNames = (): { names: string[] } => ({ names: [] })
const add = (name: string) => (pass: { names: string[] }) => {
  pass.names.push(name)
}

describe('a pass that is taken along', () => {
  it('is whole when it saw every chunk in order, and is given out once', () => {
    const run = {}
    const { take, whole } = takingAlong(openNames)
    take(run, '', 'S-500', add('a'))
    take(run, 'S-500', 'S-700', add('b'))
    expect(whole(run)).toBeNull()
    take(run, 'S-700', null, add('nobody'))
    expect(whole(run)).toEqual({ names: ['a', 'b', 'nobody'] })
    expect(whole(run)).toBeNull()
  })

  it('is none where a chunk came twice, as when it could not be written', () => {
    const run = {}
    const { take, whole } = takingAlong(openNames)
    take(run, '', 'S-500', add('a'))
    take(run, 'S-500', 'S-700', add('b'))
    take(run, 'S-500', 'S-700', add('b'))
    take(run, 'S-700', null, add('nobody'))
    expect(whole(run)).toBeNull()
  })

  it('is none where somebody else made some in between, or the beginning', () => {
    const [run, resumed] = [{}, {}]
    const { take, whole } = takingAlong(openNames)
    take(run, '', 'S-500', add('a'))
    take(run, 'S-900', null, add('nobody'))
    take(resumed, 'S-500', null, add('nobody'))
    expect([whole(run), whole(resumed)]).toEqual([null, null])
  })

  it('begins anew with the first chunk, for its own run alone', () => {
    const [run, other] = [{}, {}]
    const { take, whole } = takingAlong(openNames)
    take(run, '', 'S-500', add('a'))
    take(other, '', null, add('of the other'))
    take(run, '', null, add('anew'))
    expect(whole(run)).toEqual({ names: ['anew'] })
  })
})
