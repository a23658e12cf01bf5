import { expect, it } from 'vitest'
import { countsIn, placeIn } from '#app/shell/frame-place.ts'
import { navigation } from '#app/shell/navigation.ts'

it('an address stands under the entry that it begins with, or that it belongs to', () => {
  expect(placeIn(navigation, '/')?.section).toBe('my-work')
  expect(placeIn(navigation, '/courses/crs_1')).toEqual({ section: 'learn', to: '/learn' })
  expect(placeIn(navigation, '/nowhere')).toBeNull()
})

it('what waits is counted where one goes to do it, and what leads nowhere in the navigation nowhere', () => {
  const waiting = ['/courses/crs_1', '/courses/crs_2', '/score/cyc_1', '/runs/run_1?line=x', '/nowhere']
  expect([...countsIn(navigation, waiting)]).toEqual([
    ['learn', 2],
    ['perform', 1],
    ['rewards', 1],
  ])
})
