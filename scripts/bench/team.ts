/** The demo bank's managers score twenty; the page is measured with a team of forty. */
import { join } from 'node:path'
import Database from 'better-sqlite3'

const team = 40

/**
 * Gives the story's manager the goal sheets of others of the newest cycle, until it is a team of forty. A larger bank's
 * cycles are other people's: there they score nobody.
 */
export const giveTeam = (varDir: string, manager: string): void => {
  const db = new Database(join(varDir, 'echelon.db'))
  try {
    const scored = db
      .prepare<[string], { managerId: string; cycleId: string; people: number }>(
        `SELECT s.manager_id AS managerId, s.cycle_id AS cycleId, count(DISTINCT s.employee_id) AS people
         FROM goal_sheets s
         JOIN employees m ON m.id = s.manager_id JOIN accounts a ON a.id = m.account_id JOIN cycles c ON c.id = s.cycle_id
         WHERE a.sign_in_name = ? GROUP BY s.manager_id, s.cycle_id ORDER BY c.from_on DESC LIMIT 1`,
      )
      .get(manager)
    if (!scored) return
    db.prepare(
      `UPDATE goal_sheets SET manager_id = ? WHERE cycle_id = ? AND employee_id IN (
         SELECT employee_id FROM goal_sheets WHERE cycle_id = ? AND manager_id <> ?
         GROUP BY employee_id ORDER BY employee_id LIMIT ?)`,
    ).run(scored.managerId, scored.cycleId, scored.cycleId, scored.managerId, Math.max(0, team - scored.people))
  } finally {
    db.close()
  }
}
