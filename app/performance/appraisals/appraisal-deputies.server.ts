/** Who scored an appraisal, or closed its calibration, in another's name: that one does not check it either. */
import { deputiesOnEach, withDeputies } from '#app/audit/deputies.server.ts'
import type { Deputed } from '#app/kernel/actor.ts'
import type { Reader, Tx } from '#db/client.server.ts'

type Of = { id: string; cycleId: string }
type Lent<Row> = Row & { deputies: readonly Deputed[] }

/** For who calibrates it. */
export const withScorers = <Row extends Of>(db: Reader | Tx, rows: readonly Row[]): Promise<Lent<Row>[]> =>
  withDeputies(db, 'appraisal', rows)

/** For who answers an appeal. A calibration is closed for many at once, and is recorded of their cycle. */
export const withCalibrators = async <Row extends Of>(db: Reader | Tx, rows: readonly Row[]): Promise<Lent<Row>[]> => {
  const cycleIds = rows.map(({ cycleId }) => cycleId)
  const calibrated = await deputiesOnEach(db, 'cycle', cycleIds, 'calibration.closed')
  return (await withScorers(db, rows)).map((row) => ({
    ...row,
    deputies: [...row.deputies, ...(calibrated.get(row.cycleId) ?? [])],
  }))
}
