/** What an address asks of the list of people; the page, its export and its counts read it alike. */
import { type Day, isDay } from '#app/kernel/day.ts'
import type { Reader } from '#db/client.server.ts'
import { reachPath } from '../units/unit.ts'
import { unitOn } from '../units/units.server.ts'
import { type EmployeeFilter, type EmployeeSort, employeeStates } from './employees.server.ts'

export const peopleAsk = async (
  db: Reader,
  params: URLSearchParams,
  sort: { key: 'name' | 'number'; down: boolean } | undefined,
  today: Day,
): Promise<{ filter: EmployeeFilter; sort: EmployeeSort }> => {
  const on = params.get('on') ?? ''
  const day = isDay(on) ? on : today
  const unitId = params.get('unit')
  const unit = unitId ? await unitOn(db, unitId, day) : null
  const state = employeeStates.find((each) => each === params.get('state')) ?? 'current'
  const [q, postId] = [params.get('q'), params.get('post')]
  return {
    filter: {
      state,
      day,
      ...(q ? { q } : {}),
      ...(postId ? { postId } : {}),
      // A unit that is not open on the day has nobody.
      ...(unitId ? { unitPath: unit ? reachPath(unit) : '/-/' } : {}),
    },
    sort: sort ?? { key: 'number', down: false },
  }
}
