/** A job for the page that waits for it: its progress as an event stream, or once as JSON; and its cancellation. */
import { data, redirect } from '@remix-run/node'
import { refuse } from '#app/kernel/form.server.ts'
import { cancelJob, findJob, watchJob } from '#app/kernel/jobs.server.ts'
import { acts, notFound, signedIn } from '#app/shell/guard.server.ts'

export const loader = signedIn(async ({ db, actor, params, request, context }) => {
  const job = await findJob(db, actor, params.jobId ?? '')
  if (!job) return notFound()
  if (!request.headers.get('accept')?.includes('text/event-stream')) return data(job)
  return watchJob(db, actor, job.id, AbortSignal.any([request.signal, context.shutdown]))
})

export const action = acts({
  cancel: signedIn(async ({ db, actor, params, request, url, now }) => {
    const outcome = await cancelJob(db, actor, params.jobId ?? '', now)
    if (!outcome.ok) return outcome.error.code === 'no-such-job' ? notFound() : refuse(outcome.error)
    // Back to the page that shows the progress; without a script that is where the button was pressed.
    const from = request.headers.get('referer')
    const back = from && URL.canParse(from) && new URL(from).host === url.host ? new URL(from) : null
    return back ? redirect(`${back.pathname}${back.search}`) : data(null)
  }),
})
