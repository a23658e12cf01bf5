import { useLocation } from '@remix-run/react'
import { useMemo } from 'react'

/**
 * A hidden key that makes a double submit one act. The server's stands; the browser does not replace it. An act that
 * was done leads somewhere, be it to the same page again: what is submitted from there is another act, with a new key.
 */
export const FormKey = () => {
  const { key: place } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is what asks for a new key
  const key = useMemo(() => globalThis.crypto.randomUUID(), [place])
  return <input type="hidden" name="formKey" defaultValue={key} suppressHydrationWarning />
}
