/** A plan as a file: the same JSON that the calculator takes, read with faults that point into it. */
import { megabytesOf } from '#app/kernel/file-size.ts'
import { sentFile } from '#app/kernel/form.server.ts'
import { maybeJson } from '#app/kernel/maybe-json.ts'
import { done, refused } from '#app/kernel/result.ts'
import { readPlan } from './plan.form.ts'
import { mostOfPlanFile } from './plan-file.ts'

export const readPlanFile = async (request: Request) => {
  const file = await sentFile(request)
  if (!file) return refused('no-file')
  if (file.size > mostOfPlanFile) return refused('document-too-large', { megabytes: megabytesOf(mostOfPlanFile) })
  const json = maybeJson(await file.text())
  if (json === undefined) return refused('not-json')
  const read = readPlan(json)
  if (read.ok) return done(read.value)
  const fault = read.error.detail?.[0]
  return refused('malformed-plan', { path: fault?.path ?? '$', reason: fault?.reason ?? '' })
}
