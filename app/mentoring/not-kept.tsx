import type { ReactNode } from 'react'
import { Stack } from '#app/ui/layout.tsx'
import { Note } from '#app/ui/note.tsx'
import { Sent, useRefusedForm, useSentBy } from '#app/ui/sent.ts'

/**
 * What was written and refused, where its form stands no longer: the other side ended the pairing meanwhile, or confirmed
 * the session. It stays to be read and copied; `children` are the form's fields, read only.
 */
export const NotKept = ({
  forms,
  title,
  why,
  children,
}: {
  /** Names of forms that would hold it, were they still there. */
  forms: readonly string[]
  title: string
  why: string
  children: ReactNode
}) => {
  const refused = useRefusedForm()
  const sent = useSentBy(refused ?? '')
  if (!sent || refused === null || !forms.includes(refused)) return null
  return (
    <Note tone="warn" title={title}>
      <Sent.Provider value={sent}>
        <Stack>
          <p>{why}</p>
          {children}
        </Stack>
      </Sent.Provider>
    </Note>
  )
}
