// One at a time in a checkout: two first starts at the same moment install once and build once.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whether the process that wrote its number into the lock is still there; while it has not yet, it is. */
const isHeld = (folder) => {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    if (error.code === 'EPERM') return true
    const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
    return error.code === 'ENOENT' && since !== undefined && Date.now() - since < 2_000
  }
}

/** Takes the lock at `folder`, waiting for whoever has it; a lock whose holder died is taken over. Gives its release. */
export const lock = async (folder, onWait = () => undefined) => {
  mkdirSync(dirname(folder), { recursive: true })
  for (let waits = 0; ; waits += 1) {
    try {
      mkdirSync(folder)
      writeFileSync(join(folder, 'pid'), String(process.pid))
      return () => rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isHeld(folder)) rmSync(folder, { recursive: true, force: true })
      else if (waits === 0) onWait()
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}
