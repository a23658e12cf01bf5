import { expect, it } from 'vitest'
import { policy } from '#app/identity/policy.ts'
import { groupsOf, lendable, lendableActs } from '#app/organisation/delegation.ts'

it('a delegation lends a group of acts only whole', () => {
  expect(groupsOf([])).toEqual([])
  expect(groupsOf(['home.'])).toEqual([])
  expect(groupsOf(lendable.runs)).toEqual(['runs'])
  expect(groupsOf(lendable.runs.slice(1))).toEqual([])
  expect(groupsOf(lendableActs.flatMap((group) => [...lendable[group]]))).toEqual([...lendableActs])
})

it('and each of them names acts that there are', () => {
  const lentForNothing = lendableActs.flatMap((group) =>
    lendable[group].filter((prefix) => !Object.keys(policy).some((act) => act.startsWith(prefix))),
  )
  expect(lentForNothing).toEqual([])
})
