import { useFetcher, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Progress } from '#app/ui/progress.tsx'
import type { JobView } from './jobs.server.ts'

export type JobProgressProps = {
  job: JobView
  /** What is being done: "Calculating the run". */
  label: string
  /** Words for the job's own failures; undefined leaves it to the general ones. */
  failure?: (failure: NonNullable<JobView['failure']>) => string | undefined
  mayCancel?: boolean
}

/**
 * A job under way, live; the page's loader is asked again when it has ended. Screens that use it name 'kernel' among
 * their words. Without JavaScript it shows how things stood when the page came.
 */
export const JobProgress = ({ job: first, label, failure, mayCancel }: JobProgressProps) => {
  const t = useTranslations('kernel.job')
  const [job, setJob] = useState(first)
  const { revalidate } = useRevalidator()
  const cancel = useFetcher()
  useEffect(() => setJob(first), [first])
  // Anew with each answer of the loader: read from a replica, it may be behind what the stream has said, and ask for more.
  useEffect(() => {
    if (first.finishedAt !== null) return
    const stream = new EventSource(paths.job(first.id))
    stream.onmessage = (event) => {
      const seen = JSON.parse(event.data) as JobView | null
      if (seen) setJob(seen)
      if (seen && seen.finishedAt === null) return
      stream.close()
      revalidate()
    }
    return () => stream.close()
  }, [first, revalidate])
  if (job.state === 'failed' && job.failure) {
    const known = t.has(`failures.${job.failure.code}`) ? job.failure.code : 'other'
    const words = failure?.(job.failure) ?? t(`failures.${known}`, { ...job.failure.params, code: job.failure.code })
    return (
      <Note tone="bad" title={`${label} · ${t('state.failed')}`} live>
        {words}
      </Note>
    )
  }
  const isWaiting = job.state === 'queued' || job.state === 'running'
  return (
    <Stack gap="small">
      {job.total === null || !isWaiting ? (
        <p aria-live="polite">
          {label} · {t(`state.${job.state}`)}
        </p>
      ) : (
        <Progress label={label} done={job.done} total={job.total} />
      )}
      {mayCancel && isWaiting && (
        <cancel.Form method="post" action={paths.job(job.id)}>
          <Row>
            <Button name="act" value="cancel" size="small" pending={job.isBeingCancelled || cancel.state !== 'idle'}>
              {job.isBeingCancelled ? t('cancelling') : t('cancel')}
            </Button>
          </Row>
        </cancel.Form>
      )}
    </Stack>
  )
}
