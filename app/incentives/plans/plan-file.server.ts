/** A plan as a file: the same JSON that the calculator takes, read with faults that point into it. */
import { sentFile } from '#app/kernel/form.server.ts'
import { maybeJson } from '#app/kernel/maybe-json.ts'
import { done, refused } from '#app/kernel/result.ts'
import { readPlan } from './plan.form.ts'

const largestFile = 2 * 1024 * 1024

export const readPlanFile = async (request: Request) => {
  const file = await sentFile(request)
  if (!file) return refused('no-file')
  if (file.size > largestFile) return refused('file-too-large')
  const json = maybeJson(await file.text())
  if (json === undefined) return refused('not-json')
  const read = readPlan(json)
  if (read.ok) return done(read.value)
  const fault = read.error.detail?.[0]
  return refused('malformed-plan', { path: fault?.path ?? '$', reason: fault?.reason ?? '' })
}
