import { Form, useLocation, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { JobView } from '#app/kernel/jobs.server.ts'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Row } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Progress } from '#app/ui/progress.tsx'

type Shown = Pick<JobView, 'id' | 'state' | 'done' | 'total' | 'failure' | 'isBeingCancelled'>

/**
 * A job under way, as it goes on; when it ends the page's own data is read again. `failures` words what went wrong,
 * by code; `mayCancel` shows the button.
 */
export const JobProgress = (props: {
  job: Shown
  label: string
  failureWords: (code: string, params: Record<string, string | number>) => string
  mayCancel?: boolean
}) => {
  const [job, setJob] = useState(props.job)
  const { revalidate } = useRevalidator()
  const { pathname, search } = useLocation()
  const t = useTranslations('shell')
  const isOpen = job.state === 'queued' || job.state === 'running'
  const { id } = props.job
  useEffect(() => setJob(props.job), [props.job])
  useEffect(() => {
    if (!isOpen) return
    const events = new EventSource(paths.job(id))
    events.onmessage = ({ data }) => {
      const next = JSON.parse(String(data)) as Shown
      setJob(next)
      if (next.state !== 'queued' && next.state !== 'running') {
        events.close()
        revalidate()
      }
    }
    return () => events.close()
  }, [id, isOpen, revalidate])
  if (job.state === 'failed') {
    return (
      <Note tone="bad" live>
        {props.failureWords(job.failure?.code ?? 'unexpected', job.failure?.params ?? {})}
      </Note>
    )
  }
  if (!isOpen) return null
  return (
    <Row spread>
      <Progress
        label={job.isBeingCancelled ? t('job.cancelling') : job.state === 'queued' ? t('job.queued') : props.label}
        done={job.done}
        total={job.total ?? 1}
      />
      {props.mayCancel && !job.isBeingCancelled && (
        <Form method="post" action={paths.job(id)}>
          <input type="hidden" name="back" value={`${pathname}${search}`} />
          <Button name="act" value="cancel" size="small">
            {t('job.cancel')}
          </Button>
        </Form>
      )}
    </Row>
  )
}
