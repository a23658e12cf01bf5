import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { JobView } from '#app/kernel/jobs.server.ts'
import { Note } from '#app/ui/note.tsx'
import { Progress } from '#app/ui/progress.tsx'

/** How far a cycle's job is; the page asks again while it runs. Without JavaScript a reload shows the same. */
export const JobProgress = ({ job, kind }: { job: JobView | null; kind: 'sheets' | 'score' }) => {
  const t = useTranslations('performance')
  const { revalidate, state } = useRevalidator()
  const isUnderWay = job !== null && (job.state === 'queued' || job.state === 'running')
  useEffect(() => {
    if (!isUnderWay || state !== 'idle') return
    const timer = setTimeout(revalidate, 700)
    return () => clearTimeout(timer)
  }, [isUnderWay, state, revalidate])
  if (!job) return null
  if (isUnderWay)
    return <Progress done={job.done} total={Math.max(job.total ?? job.done, 1)} label={t(`job.${kind}`)} />
  if (job.state === 'failed') return <Note tone="bad" title={t(`job.${kind}-failed`)} live />
  return null
}
