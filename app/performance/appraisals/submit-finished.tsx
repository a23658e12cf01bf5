import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#app/ui/button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import type { GridPerson } from './grid.ts'

type SubmitProps = {
  finished: readonly GridPerson[]
  isOpen: boolean
  isSaving: boolean
  /** Marks wait on the page for a connection or a session. */
  isLost: boolean
}

/**
 * Hands in everyone who is finished. Leaving a cell saves it, so that a press may come while its mark is on the way: it
 * is kept and done once the mark is there, unless that leaves others finished than those it was for.
 */
export const SubmitFinished = forwardRef<HTMLButtonElement, SubmitProps>(
  ({ finished, isOpen, isSaving, isLost }, ref) => {
    const t = useTranslations('performance')
    const button = useRef<HTMLButtonElement>(null)
    useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => button.current)
    const [pressedFor, setPressedFor] = useState<number | null>(null)
    useEffect(() => {
      if (pressedFor === null || isSaving) return
      setPressedFor(null)
      if (!isLost && pressedFor === finished.length) button.current?.form?.requestSubmit(button.current)
    }, [pressedFor, isSaving, isLost, finished.length])
    return (
      <FormShell>
        {finished.map((each) => (
          <input key={each.employeeId} type="hidden" name="employees[]" value={each.employeeId} />
        ))}
        <Button
          ref={button}
          variant="first"
          name="act"
          value="submit"
          disabled={!isOpen}
          aria-disabled={finished.length === 0 || isLost}
          pending={pressedFor !== null}
          onClick={(event) => {
            if (!isSaving) return
            event.preventDefault()
            setPressedFor(finished.length)
          }}
          // The key that leads here from a cell, held a moment too long, would hand in as well.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
        >
          {t('grid.submit', { count: finished.length })}
        </Button>
      </FormShell>
    )
  },
)
SubmitFinished.displayName = 'SubmitFinished'
