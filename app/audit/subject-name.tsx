import { Link } from '@remix-run/react'
import { Words } from '#app/ui/words.tsx'
import type { SubjectName as Name } from './subject-names.server.ts'

/** What an act was done to: its name, which leads to its page where the reader may open it; else the id of the record. */
export const SubjectName = ({ record }: { record: { subjectId: string; subject: Name | null } }) => {
  const { subjectId, subject } = record
  if (!subject) return <code>{subjectId}</code>
  const name = <Words words={subject.name} />
  return subject.to === null ? name : <Link to={subject.to}>{name}</Link>
}
